package io.bascule.dictionaries;

import quickfix.DataDictionary;

/**
 * What a counterparty with QuickFIX/J's own, untouched dictionary knows: the venue sends nothing else on a session of
 * the STOCK dialect.
 */
public final class StockDictionary {
    private final DataDictionary session;
    private final DataDictionary application;

    private StockDictionary(DataDictionary session, DataDictionary application) {
        this.session = session;
        this.application = application;
    }

    /** FIX.4.4 as QuickFIX/J ships it. */
    public static StockDictionary fix44() {
        return Fix44.DICTIONARY;
    }

    /** FIXT.1.1 with FIX.5.0SP2 as QuickFIX/J ships them. */
    public static StockDictionary fix50sp2() {
        return Fix50Sp2.DICTIONARY;
    }

    /** Whether the message type exists. */
    public boolean knowsMsgType(String msgType) {
        return dictionaryOf(msgType).isMsgType(msgType);
    }

    /** Whether the message may carry the tag outside its groups, in its header or trailer included. */
    public boolean knowsTag(String msgType, int tag) {
        return dictionaryOf(msgType).isMsgField(msgType, tag)
                || session.isHeaderField(tag)
                || session.isTrailerField(tag);
    }

    /** Whether the message may carry the tag in the group; {@code groupTag} is the group's counter. */
    public boolean knowsGroupTag(String msgType, int groupTag, int tag) {
        DataDictionary.GroupInfo group = dictionaryOf(msgType).getGroup(msgType, groupTag);
        return group != null && group.getDataDictionary().isField(tag);
    }

    /** Whether the application tag may have the value; a tag without listed values may have any. */
    public boolean knowsValue(int tag, String value) {
        return !application.hasFieldValue(tag) || application.isFieldValue(tag, value);
    }

    private DataDictionary dictionaryOf(String msgType) {
        return session.isMsgType(msgType) ? session : application;
    }

    private static final class Fix44 {
        private static final DataDictionary DATA = Dictionaries.load("FIX44.xml");
        static final StockDictionary DICTIONARY = new StockDictionary(DATA, DATA);
    }

    private static final class Fix50Sp2 {
        static final StockDictionary DICTIONARY =
                new StockDictionary(Dictionaries.load("FIXT11.xml"), Dictionaries.load("FIX50SP2.xml"));
    }
}
