package org.etcdrecovery.core.deliver;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A unit of systemd as {@code systemctl cat} prints it, as far as it says what etcd is started with: {@code ExecStart=},
 * {@code Environment=} and the lines of its environment files. See systemd.exec(5) and systemd.syntax(7).
 */
final class UnitFile {
    private static final Pattern SETTING = Pattern.compile("\\s*([A-Za-z]+)\\s*=(.*)");
    private static final Pattern ASSIGNMENT = Pattern.compile("\\s*(?:export )?([A-Z0-9_]+)=(.*)");
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Za-z0-9_]+)}");

    private final Map<String, String> environment = new HashMap<>();
    private List<String> command = List.of();

    private UnitFile() {}

    /**
     * Reads a unit.
     *
     * @param lines       its lines and those of its drop-ins, in the order in which they count
     * @param environment the lines of its environment files, in the same order
     */
    static UnitFile read(List<String> lines, List<String> environment) {
        UnitFile unit = new UnitFile();
        String start = "";
        for (String line : joined(lines)) {
            Matcher setting = SETTING.matcher(line);
            if (!setting.matches()) {
                continue;
            }
            String value = setting.group(2).strip();
            if (setting.group(1).equals("ExecStart")) {
                start = value;
            } else if (setting.group(1).equals("Environment")) {
                words(value).forEach(unit::assign);
            }
        }
        // Environment files win over Environment=.
        for (String line : environment) {
            Matcher assignment = ASSIGNMENT.matcher(line);
            if (assignment.matches()) {
                List<String> value = words(assignment.group(2).strip());
                unit.environment.put(assignment.group(1), String.join(" ", value));
            }
        }
        unit.command = unit.expanded(words(start.replaceFirst("^[@\\-:+!]+", "")));
        return unit;
    }

    private void assign(String word) {
        int equals = word.indexOf('=');
        if (equals > 0) {
            environment.put(word.substring(0, equals), word.substring(equals + 1));
        }
    }

    /** The command line that is started, or the one that a shell is started for. */
    List<String> command() {
        for (int i = 0; i + 1 < command.size(); i++) {
            if (command.get(i).equals("-c") && command.getFirst().endsWith("sh")) {
                return expanded(words(command.get(i + 1))).stream().dropWhile(UnitFile::comesBefore).toList();
            }
        }
        return command;
    }

    /** Whether a word of a shell comes before the program: an assignment, or what replaces the shell. */
    private static boolean comesBefore(String word) {
        return word.equals("exec") || word.matches("[A-Za-z_][A-Za-z0-9_]*=.*");
    }

    /** The value of a variable that etcd reads; null if it is not set. */
    @Nullable
    String variable(String name) {
        return environment.get(name);
    }

    private List<String> expanded(List<String> words) {
        List<String> out = new ArrayList<>();
        for (String word : words) {
            if (word.matches("\\$[A-Za-z0-9_]+")) {
                out.addAll(words(environment.getOrDefault(word.substring(1), "")));
            } else {
                out.add(VARIABLE.matcher(word)
                        .replaceAll(found -> Matcher
                                .quoteReplacement(environment.getOrDefault(found.group(1), ""))));
            }
        }
        return out;
    }

    private static List<String> joined(List<String> lines) {
        List<String> out = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String part : lines) {
            if (part.stripLeading().startsWith("#") || part.stripLeading().startsWith(";")) {
                continue;
            }
            line.append(part);
            if (part.endsWith("\\")) {
                line.setCharAt(line.length() - 1, ' ');
            } else {
                out.add(line.toString());
                line.setLength(0);
            }
        }
        return out;
    }

    /** Splits at blanks outside of quotes, and removes quotes and the backslashes that quote. */
    static List<String> words(String text) {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        boolean inWord = false;
        char quote = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quote == 0 && Character.isWhitespace(c)) {
                if (inWord) {
                    words.add(word.toString());
                    word.setLength(0);
                    inWord = false;
                }
            } else if (quote == 0 && (c == '"' || c == '\'')) {
                quote = c;
                inWord = true;
            } else if (c == quote) {
                quote = 0;
            } else {
                if (c == '\\' && quote != '\'' && i + 1 < text.length()) {
                    i++;
                    c = text.charAt(i);
                }
                word.append(c);
                inWord = true;
            }
        }
        if (inWord) {
            words.add(word.toString());
        }
        return words;
    }
}
