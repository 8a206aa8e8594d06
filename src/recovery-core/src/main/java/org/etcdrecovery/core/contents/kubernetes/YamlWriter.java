package org.etcdrecovery.core.contents.kubernetes;

import java.util.Map;
import java.util.TreeMap;
import org.etcdrecovery.core.contents.kubernetes.YamlScalar.Style;
import tools.jackson.databind.JsonNode;

/**
 * Writes YAML byte for byte as kubectl does, so that what it printed once and what this program prints can be compared.
 * kubectl uses sigs.k8s.io/yaml and thereby go.yaml.in/yaml/v2. Neither SnakeYAML nor Jackson can write this form: it
 * orders keys, folds lines and quotes strings by rules of its own.
 */
final class YamlWriter {
    /** A line is folded at the first blank beyond this column. */
    private static final int WIDTH = 80;

    private final StringBuilder out = new StringBuilder();
    private int column;
    /** Whether this line has more than indentation and the signs that begin elements. */
    private boolean filled;

    private YamlWriter() {}

    /** A document, with a line feed at the end. */
    static String write(JsonNode root) {
        YamlWriter writer = new YamlWriter();
        if (root.isContainer() && !root.isEmpty()) {
            writer.block(root, 0);
        } else {
            writer.scalar(root, 2);
        }
        writer.startLine(0);
        return writer.out.toString();
    }

    /** A mapping or sequence that has elements. Begins in the current line if that holds only indentation and signs. */
    private void block(JsonNode node, int indent) {
        if (node.isArray()) {
            for (JsonNode element : node) {
                startLine(indent);
                sign("- ");
                nested(element, indent + 2);
            }
        } else {
            Map<String, JsonNode> sorted = new TreeMap<>(new YamlKeyOrder());
            node.properties().forEach(property -> sorted.put(property.getKey(), property.getValue()));
            sorted.forEach((key, value) -> property(key, value, indent));
        }
    }

    private void property(String key, JsonNode value, int indent) {
        startLine(indent);
        YamlScalar scalar = new YamlScalar(key);
        if (!scalar.isSimpleKey()) {
            sign("? ");
            text(key, scalar.style(), indent + 2, true);
            startLine(indent);
            sign(": ");
            nested(value, indent + 2);
            return;
        }
        text(key, scalar.style(), indent, false);
        write(":");
        if (!value.isContainer() || value.isEmpty()) {
            write(" ");
            scalar(value, indent + 2);
        } else {
            newLine();
            // A sequence is not indented below its key.
            block(value, value.isArray() ? indent : indent + 2);
        }
    }

    private void nested(JsonNode node, int indent) {
        if (node.isContainer() && !node.isEmpty()) {
            block(node, indent);
        } else {
            scalar(node, indent);
        }
    }

    private void scalar(JsonNode node, int indent) {
        switch (node.getNodeType()) {
            case OBJECT -> write("{}");
            case ARRAY -> write("[]");
            case NUMBER -> write(GoNumber.text(node));
            case STRING, BINARY -> text(node.asString(), new YamlScalar(node.asString()).style(), indent, true);
            default -> write(node.asString("null"));
        }
    }

    private void text(String text, Style style, int indent, boolean folds) {
        switch (style) {
            case PLAIN -> quoted(text, "", indent, folds);
            case SINGLE_QUOTED -> quoted(text, "'", indent, folds);
            case DOUBLE_QUOTED -> escaped(text, indent, folds);
            case LITERAL -> literal(text, indent);
        }
    }

    /** A plain or single-quoted string. */
    private void quoted(String text, String quote, int indent, boolean folds) {
        write(quote);
        boolean afterSpace = false;
        boolean afterBreak = false;
        for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
            int c = text.codePointAt(i);
            boolean inside = i > 0 && i < text.length() - 1;
            if (c == ' ' && folds && !afterSpace && inside && column > WIDTH && text.charAt(i + 1) != ' ') {
                newLine();
                startLine(indent);
            } else if (YamlScalar.isBreak(c)) {
                breakLine(c);
            } else {
                if (afterBreak) {
                    startLine(indent);
                }
                write(c);
                if (c == '\'') {
                    // Is doubled within quotes.
                    write(quote);
                }
            }
            afterSpace = c == ' ';
            afterBreak = YamlScalar.isBreak(c);
        }
        write(quote);
    }

    private void escaped(String text, int indent, boolean folds) {
        write("\"");
        boolean afterSpace = false;
        for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
            int c = text.codePointAt(i);
            boolean inside = i > 0 && i < text.length() - 1;
            if (c == ' ' && folds && !afterSpace && inside && column > WIDTH) {
                newLine();
                startLine(indent);
                if (text.charAt(i + 1) == ' ') {
                    write("\\");
                }
            } else if (c == '"' || c == '\\' || YamlScalar.isBreak(c) || !YamlScalar.isPrinted(c)) {
                write(escape(c));
            } else {
                write(c);
            }
            afterSpace = c == ' ';
        }
        write("\"");
    }

    private static String escape(int c) {
        return switch (c) {
            case 0 -> "\\0";
            case 0x07 -> "\\a";
            case '\b' -> "\\b";
            case '\t' -> "\\t";
            case '\n' -> "\\n";
            case 0x0B -> "\\v";
            case '\f' -> "\\f";
            case '\r' -> "\\r";
            case 0x1B -> "\\e";
            case '"' -> "\\\"";
            case '\\' -> "\\\\";
            case 0x85 -> "\\N";
            case 0x2028 -> "\\L";
            case 0x2029 -> "\\P";
            default -> String.format(c <= 0xFF ? "\\x%02X" : c <= 0xFFFF ? "\\u%04X" : "\\U%08X", c);
        };
    }

    private void literal(String text, int indent) {
        write("|" + new YamlScalar(text).literalHints());
        newLine();
        text.codePoints().forEach(c -> {
            if (YamlScalar.isBreak(c)) {
                breakLine(c);
            } else {
                if (column == 0) {
                    startLine(indent);
                }
                write(c);
            }
        });
    }

    /** Goes to a column: in this line if only signs were written before it, otherwise in a new one. */
    private void startLine(int indent) {
        if (filled || column > indent) {
            newLine();
        }
        out.repeat(' ', indent - column);
        column = indent;
    }

    private void newLine() {
        breakLine('\n');
    }

    private void breakLine(int codePoint) {
        out.appendCodePoint(codePoint);
        column = 0;
        filled = false;
    }

    private void sign(String sign) {
        out.append(sign);
        column += sign.length();
    }

    private void write(int codePoint) {
        out.appendCodePoint(codePoint);
        column++;
        filled = true;
    }

    private void write(String text) {
        text.codePoints().forEach(this::write);
    }
}
