package io.bascule.dictionaries;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.transform.OutputKeys;
import javax.xml.transform.Transformer;
import javax.xml.transform.TransformerException;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;

/**
 * Writes the complete dictionaries at build time: QuickFIX/J's own, with what {@code bascule-extension.xml} adds. What
 * the extension only names is looked up in QuickFIX/J's {@code FIXLatest.xml}. Any contradiction fails the build.
 */
public final class DictionaryMerger {
    static final List<String> DICTIONARIES = List.of("FIX44", "FIXT11", "FIX50SP2");

    private static final String DEFAULT_TARGETS = "FIX44 FIX50SP2";
    private static final int MSG_TYPE_TAG = 35;

    private final String name;
    private final Document merged;
    private final Map<String, Element> messages;
    private final Map<String, Element> components;
    private final Map<String, Element> fields;
    private final Map<String, Element> extensionFields;
    private final Map<String, Element> latestFields;
    private final Element extension;
    private final Set<String> usedFields = new LinkedHashSet<>();

    private DictionaryMerger(String name, Document base, Document extension, Document latest) {
        this.name = name;
        this.merged = base;
        this.extension = extension.getDocumentElement();
        this.messages = index(section(base.getDocumentElement(), "messages"), "msgtype");
        this.components = index(section(base.getDocumentElement(), "components"), "name");
        this.fields = index(section(base.getDocumentElement(), "fields"), "name");
        this.extensionFields = index(section(this.extension, "fields"), "name");
        this.latestFields = index(section(latest.getDocumentElement(), "fields"), "name");
    }

    /** Merges every dictionary into {@code OUTPUT_DIRECTORY/io/bascule/dictionaries}. */
    public static void main(String[] args) throws IOException {
        Path directory = Path.of(args[0], "io", "bascule", "dictionaries");
        Files.createDirectories(directory);
        for (String name : DICTIONARIES) {
            write(
                    merge(name, parse("/" + name + ".xml"), parse("bascule-extension.xml"), parse("/FIXLatest.xml")),
                    directory.resolve(name + ".xml"));
        }
    }

    /**
     * Adds the extension's part for one dictionary to its base.
     *
     * @return the base document, changed
     * @throws IllegalArgumentException if base, extension and FIXLatest contradict each other
     */
    static Document merge(String name, Document base, Document extension, Document latest) {
        DictionaryMerger merger = new DictionaryMerger(name, base, extension, latest);
        merger.mergeMessages();
        merger.mergeFields();
        return base;
    }

    private void mergeMessages() {
        Element section = section(merged.getDocumentElement(), "messages");
        for (Element addition : children(section(extension, "messages"))) {
            String msgType = addition.getAttribute("msgtype");
            if (isForThisDictionary(addition)) {
                Element message = messages.get(msgType);
                if (message == null) {
                    message = newMessage(addition);
                    section.appendChild(message);
                } else {
                    require(message.getAttribute("name").equals(addition.getAttribute("name")), msgType + " misnamed");
                }
                mergeMembers(message, addition, addition.getAttribute("name"));
            }
            if (addition.hasAttribute("msgcat")) {
                addMsgTypeValue(msgType, addition.getAttribute("name"));
            }
        }
    }

    private Element newMessage(Element addition) {
        require(addition.hasAttribute("msgcat"), addition.getAttribute("name") + " is not in the base");
        Element message = merged.createElement("message");
        for (String attribute : List.of("name", "msgtype", "msgcat")) {
            message.setAttribute(attribute, addition.getAttribute(attribute));
        }
        return message;
    }

    private void mergeMembers(Element target, Element addition, String place) {
        Set<String> present = memberNames(target);
        for (Element member : children(addition)) {
            String memberName = member.getAttribute("name");
            boolean known = present.contains(memberName);
            if (member.getTagName().equals("component")) {
                require(components.containsKey(memberName), place + ": no component " + memberName);
            } else {
                usedFields.add(memberName);
            }
            if (known && member.getTagName().equals("group")) {
                mergeGroup(target, member, place);
            } else if (!known) {
                target.appendChild(newMember(member, place));
            }
        }
    }

    private Element newMember(Element member, String place) {
        Element copy = merged.createElement(member.getTagName());
        copy.setAttribute("name", member.getAttribute("name"));
        copy.setAttribute("required", member.hasAttribute("required") ? member.getAttribute("required") : "N");
        mergeMembers(copy, member, place + "." + member.getAttribute("name"));
        return copy;
    }

    /** A group inside a component belongs to other messages too: it must have the members already. */
    private void mergeGroup(Element target, Element addition, String place) {
        String groupName = addition.getAttribute("name");
        Element group = findGroup(target, groupName);
        if (group.getParentNode().equals(target)) {
            mergeMembers(group, addition, place + "." + groupName);
        } else {
            Set<String> present = memberNames(group);
            for (Element member : children(addition)) {
                String memberName = member.getAttribute("name");
                require(present.contains(memberName), place + "." + groupName + " shared, lacks " + memberName);
            }
        }
    }

    private Element findGroup(Element target, String groupName) {
        for (Element child : children(target)) {
            if (child.getTagName().equals("group") && child.getAttribute("name").equals(groupName)) {
                return child;
            }
            if (child.getTagName().equals("component")) {
                Element component = components.get(child.getAttribute("name"));
                if (memberNames(component).contains(groupName)) {
                    return findGroup(component, groupName);
                }
            }
        }
        throw new IllegalArgumentException(name + ": " + groupName + " is not a group");
    }

    private Set<String> memberNames(Element target) {
        Set<String> names = new LinkedHashSet<>();
        for (Element child : children(target)) {
            names.add(child.getAttribute("name"));
            if (child.getTagName().equals("component")) {
                names.addAll(memberNames(components.get(child.getAttribute("name"))));
            }
        }
        return names;
    }

    private void mergeFields() {
        Element section = section(merged.getDocumentElement(), "fields");
        for (String used : usedFields) {
            if (!fields.containsKey(used)) {
                Element field = (Element) merged.importNode(definition(used), true);
                requireFreeNumber(field);
                section.appendChild(field);
                fields.put(used, field);
            }
        }
        for (Element addition : extensionFields.values()) {
            Element field = fields.get(addition.getAttribute("name"));
            if (field != null) {
                mergeValues(field, addition);
            }
        }
    }

    private Element definition(String field) {
        Element own = extensionFields.get(field);
        Element standard = latestFields.get(field);
        boolean ownHasNumber = own != null && own.hasAttribute("number");
        require(!(ownHasNumber && standard != null), field + " is a standard name");
        require(ownHasNumber || standard != null, field + " is defined nowhere");
        return ownHasNumber ? own : standard;
    }

    private void requireFreeNumber(Element field) {
        String number = field.getAttribute("number");
        for (Element other : fields.values()) {
            require(!other.getAttribute("number").equals(number), number + " is already " + other.getAttribute("name"));
        }
        for (Element standard : latestFields.values()) {
            require(
                    !standard.getAttribute("number").equals(number)
                            || standard.getAttribute("name").equals(field.getAttribute("name")),
                    number + " is the standard's " + standard.getAttribute("name"));
        }
    }

    private void mergeValues(Element field, Element addition) {
        List<Element> values = children(addition);
        Map<String, Element> present = index(field, "enum");
        // A field without listed values takes any: listing one would forbid the others.
        require(values.isEmpty() || !present.isEmpty(), addition.getAttribute("name") + " has no listed values");
        for (Element value : values) {
            if (!present.containsKey(value.getAttribute("enum"))) {
                field.appendChild(newValue(value.getAttribute("enum"), description(addition, value)));
            }
        }
    }

    private String description(Element field, Element value) {
        String fieldName = field.getAttribute("name");
        if (value.hasAttribute("description")) {
            return value.getAttribute("description");
        }
        Element standard = latestFields.get(fieldName);
        Element known = standard == null ? null : index(standard, "enum").get(value.getAttribute("enum"));
        require(known != null, fieldName + " has no standard value " + value.getAttribute("enum"));
        return known.getAttribute("description");
    }

    private void addMsgTypeValue(String msgType, String messageName) {
        for (Element field : fields.values()) {
            if (field.getAttribute("number").equals(Integer.toString(MSG_TYPE_TAG))
                    && !index(field, "enum").containsKey(msgType)) {
                field.appendChild(newValue(msgType, messageName));
            }
        }
    }

    private Element newValue(String value, String description) {
        Element element = merged.createElement("value");
        element.setAttribute("enum", value);
        element.setAttribute("description", description);
        return element;
    }

    private boolean isForThisDictionary(Element element) {
        String targets = element.hasAttribute("in") ? element.getAttribute("in") : DEFAULT_TARGETS;
        return Arrays.asList(targets.split(" ", -1)).contains(name);
    }

    private void require(boolean condition, String message) {
        if (!condition) {
            throw new IllegalArgumentException(name + ": " + message);
        }
    }

    private static Map<String, Element> index(Element parent, String attribute) {
        Map<String, Element> index = new LinkedHashMap<>();
        for (Element child : children(parent)) {
            if (child.hasAttribute(attribute)) {
                index.put(child.getAttribute(attribute), child);
            }
        }
        return index;
    }

    private static Element section(Element root, String section) {
        return children(root).stream()
                .filter(child -> child.getTagName().equals(section))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no section " + section));
    }

    private static List<Element> children(Element parent) {
        List<Element> elements = new ArrayList<>();
        for (Node child = parent.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child instanceof Element element) {
                elements.add(element);
            }
        }
        return elements;
    }

    static Document parse(String resource) throws IOException {
        try (InputStream in = DictionaryMerger.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IOException(resource + " is not on the class path");
            }
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setIgnoringComments(true);
            return factory.newDocumentBuilder().parse(in);
        } catch (ParserConfigurationException | SAXException e) {
            throw new IOException(resource + " cannot be parsed", e);
        }
    }

    private static void write(Document document, Path file) throws IOException {
        removeBlanks(document.getDocumentElement());
        try (OutputStream out = Files.newOutputStream(file)) {
            Transformer transformer = TransformerFactory.newInstance().newTransformer();
            transformer.setOutputProperty(OutputKeys.INDENT, "yes");
            transformer.setOutputProperty(OutputKeys.ENCODING, "UTF-8");
            transformer.transform(new DOMSource(document), new StreamResult(out));
        } catch (TransformerException e) {
            throw new IOException(file + " cannot be written", e);
        }
    }

    private static void removeBlanks(Element parent) {
        Node child = parent.getFirstChild();
        while (child != null) {
            Node next = child.getNextSibling();
            if (child instanceof Element element) {
                removeBlanks(element);
            } else if (child.getTextContent().isBlank()) {
                parent.removeChild(child);
            }
            child = next;
        }
    }
}
