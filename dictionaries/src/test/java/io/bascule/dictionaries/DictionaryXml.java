package io.bascule.dictionaries;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** What a dictionary's XML says, read without QuickFIX/J. */
final class DictionaryXml {
    private DictionaryXml() {}

    static List<String> msgTypes(String resource) {
        List<String> msgTypes = new ArrayList<>();
        for (Element message : elements(parse(resource), "message")) {
            msgTypes.add(message.getAttribute("msgtype"));
        }
        return msgTypes;
    }

    /** The listed values of every field that has some, by tag. */
    static Map<Integer, List<String>> values(String resource) {
        Map<Integer, List<String>> values = new LinkedHashMap<>();
        for (Element value : elements(parse(resource), "value")) {
            Element field = (Element) value.getParentNode();
            values.computeIfAbsent(Integer.valueOf(field.getAttribute("number")), tag -> new ArrayList<>())
                    .add(value.getAttribute("enum"));
        }
        return values;
    }

    /** Field numbers by name. */
    static Map<String, Integer> fields(String resource) {
        Map<String, Integer> fields = new LinkedHashMap<>();
        for (Element field : elements(parse(resource), "field")) {
            if (field.hasAttribute("number")) {
                fields.put(field.getAttribute("name"), Integer.valueOf(field.getAttribute("number")));
            }
        }
        return fields;
    }

    private static List<Element> elements(Document document, String tagName) {
        List<Element> elements = new ArrayList<>();
        NodeList nodes = document.getElementsByTagName(tagName);
        for (int i = 0; i < nodes.getLength(); i++) {
            elements.add((Element) nodes.item(i));
        }
        return elements;
    }

    private static Document parse(String resource) {
        try {
            return DictionaryMerger.parse(resource);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
