package io.bascule.acceptance.script;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads a script into steps.
 *
 * <p>The reference runners skip every line that they do not know. So does this one where the line cannot be meant as a
 * step, but it says so; a line that looks like a step and is none is a mistake.
 */
public final class ScriptParser {
    private static final Pattern MESSAGE = Pattern.compile("([IE])(?:(\\d+),)?([?*]?)(.*)", Pattern.DOTALL);
    private static final Pattern COMMAND = Pattern.compile("([ie])(\\d*),?(CONNECT|DISCONNECT|CLOSED)\\s*");
    private static final Pattern SET_SESSION = Pattern.compile("iSET_SESSION (\\S+) ([A-Z]+)=(\\S+)\\s*");
    private static final Pattern TIMEOUT = Pattern.compile("iTIMEOUT (\\d{1,7})\\s*");
    private static final Pattern LOOKS_LIKE_A_STEP = Pattern.compile("[IE].*|[ieR](\\d+,|[A-Z]{3}).*|R\\d+=.*");

    private final String name;
    private final Consumer<String> ignored;
    private final List<Step> steps = new ArrayList<>();
    private final Set<Integer> opened = new HashSet<>();
    private final Set<String> saved = new HashSet<>();
    private int line;

    private ScriptParser(String name, Consumer<String> ignored) {
        this.name = name;
        this.ignored = ignored;
    }

    /**
     * Reads a file, as ISO-8859-1: one byte, one character.
     *
     * @param ignored told of each line, as {@code file:line: text}, that is neither step, comment nor blank
     * @throws BadScriptException if the file cannot be read or is not a script
     */
    public static Script parse(Path file, Consumer<String> ignored) throws BadScriptException {
        try {
            return parse(file.toString(), Files.readString(file, StandardCharsets.ISO_8859_1), ignored);
        } catch (IOException e) {
            throw new BadScriptException(file.toString(), 0, "cannot be read: " + e);
        }
    }

    /** As the other method, from text in hand. */
    public static Script parse(String name, String text, Consumer<String> ignored) throws BadScriptException {
        ScriptParser parser = new ScriptParser(name, ignored);
        for (String line : text.split("\r\n|\r|\n", -1)) {
            parser.line++;
            parser.parseLine(line);
        }
        if (parser.steps.isEmpty()) {
            throw parser.bad("no step in the whole script");
        }
        return new Script(name, parser.steps);
    }

    private void parseLine(String text) throws BadScriptException {
        if (text.isBlank() || text.stripLeading().startsWith("#")) {
            return;
        }
        Matcher command = COMMAND.matcher(text);
        Matcher message = MESSAGE.matcher(text);
        Matcher setSession = SET_SESSION.matcher(text);
        Matcher timeout = TIMEOUT.matcher(text);
        if (command.matches()) {
            addCommand(command);
        } else if (message.matches()) {
            addMessage(message);
        } else if (setSession.matches()) {
            steps.add(new Step.SetSession(line, setSession.group(1), setSession.group(2), setSession.group(3)));
        } else if (timeout.matches()) {
            steps.add(new Step.Timeout(line, Long.parseLong(timeout.group(1))));
        } else if (LOOKS_LIKE_A_STEP.matcher(text).matches()) {
            throw bad("no step of this form: " + FixMessage.printable(text));
        } else {
            ignored.accept(name + ":" + line + ": " + FixMessage.printable(text));
        }
    }

    private void addCommand(Matcher command) throws BadScriptException {
        int client = clientOf(command.group(2));
        switch (command.group(1) + command.group(3)) {
            case "iCONNECT" -> {
                opened.add(client);
                steps.add(new Step.Connect(line, client));
            }
            case "iDISCONNECT" -> steps.add(new Step.Disconnect(line, opened(client)));
            case "eDISCONNECT" -> steps.add(new Step.ExpectDisconnect(line, opened(client), false));
            case "eCLOSED" -> steps.add(new Step.ExpectDisconnect(line, opened(client), true));
            case "eCONNECT" -> throw bad("eCONNECT waits for an initiator, and this runner is one");
            default -> throw bad("no such step: " + command.group());
        }
    }

    private void addMessage(Matcher message) throws BadScriptException {
        int client = opened(clientOf(message.group(2)));
        String modifier = message.group(3);
        String text = withSoh(message.group(4));
        if (message.group(1).equals("E")) {
            Step.Match match =
                    switch (modifier) {
                        case "?" -> Step.Match.SUBSET;
                        case "*" -> Step.Match.ANY_OF;
                        default -> Step.Match.WHOLE;
                    };
            checkNames(text, true);
            checkBrackets(text, match);
            if (FixMessage.parse(text).fields().isEmpty()) {
                throw bad("no field expected");
            }
            steps.add(new Step.Expect(line, client, text, match));
            return;
        }
        if (modifier.equals("*") || (modifier.equals("?") && !text.startsWith("35="))) {
            throw bad("only I? is known: begins with 35= and takes the header from the Logon");
        }
        checkNames(text, false);
        steps.add(new Step.Send(line, client, text, modifier.equals("?")));
    }

    private static String withSoh(String text) {
        return text.indexOf(FixMessage.SOH) >= 0
                ? text
                : text.replace("\\x01", String.valueOf(FixMessage.SOH)).replace('|', FixMessage.SOH);
    }

    private void checkBrackets(String text, Step.Match match) throws BadScriptException {
        if (match == Step.Match.WHOLE) {
            return;
        }
        boolean open = false;
        for (String part : text.split(String.valueOf(FixMessage.SOH), -1)) {
            boolean opens = part.startsWith("[");
            boolean closes = part.endsWith("]");
            if ((opens && open) || (closes && !open && !opens)) {
                throw bad("unbalanced bracket at " + part);
            }
            open = (open || opens) && !closes;
        }
        if (open) {
            throw bad("a bracket is not closed");
        }
    }

    /** Names count as saved from the message after the one that saves them. */
    private void checkNames(String text, boolean expected) throws BadScriptException {
        Matcher used = Placeholders.USED_NAME.matcher(text);
        while (used.find()) {
            if (!saved.contains(used.group(1)) && !Placeholders.isBuiltIn(used.group(1))) {
                throw bad("no value was saved under the name " + used.group());
            }
        }
        Matcher saves = Placeholders.SAVE.matcher(text);
        while (saves.find()) {
            if (!expected) {
                throw bad("only an expected message saves a value: " + saves.group());
            }
            if (Placeholders.isBuiltIn(saves.group(1))) {
                throw bad("a name with another meaning: " + saves.group());
            }
            saved.add(saves.group(1));
        }
    }

    private int opened(int client) throws BadScriptException {
        if (!opened.contains(client)) {
            throw bad("connection " + client + " was never opened: iCONNECT or i" + client + ",CONNECT");
        }
        return client;
    }

    private int clientOf(String digits) throws BadScriptException {
        if (digits == null || digits.isEmpty()) {
            return 1;
        }
        if (digits.length() > 4) {
            throw bad("a connection's number has at most four digits: " + digits);
        }
        return Integer.parseInt(digits);
    }

    private BadScriptException bad(String reason) {
        return new BadScriptException(name, line, reason);
    }
}
