package org.etcdrecovery.core.explain;

import java.util.Locale;
import java.util.stream.Collectors;

/** Prints all explanations as one page in Markdown, {@code assets/findings.md}. */
final class ExplanationPage {
    private static final String HEAD = """
            # Every finding and error

            Each finding and each failure has a code that never changes. It is in brackets behind the sentence, and as
            `code` in the JSON. `etcd-recovery explain CODE` prints the entry of one; in the console, “What this means”
            beside a finding opens it. Where the text beside a code says more than the entry here, it knows more: it has
            looked at your file.

            """;

    private ExplanationPage() {}

    /** The page, with a final line feed. */
    static String markdown(Explanations explanations) {
        StringBuilder page = new StringBuilder(HEAD);
        for (Subject subject : Subject.values()) {
            page.append("- [").append(subject.title()).append("](#").append(anchor(subject.title())).append(")\n");
        }
        for (Subject subject : Subject.values()) {
            page.append("\n## ").append(subject.title()).append('\n');
            for (Explanation entry : explanations.of(subject)) {
                page.append("\n### `")
                        .append(entry.code())
                        .append("`\n\n")
                        .append("**")
                        .append(escaped(entry.title()))
                        .append(".** ")
                        .append(escaped(entry.cause()))
                        .append("\n\n")
                        .append("*To do:* ")
                        .append(escaped(entry.remedy()))
                        .append('\n');
            }
        }
        return page.toString();
    }

    private static String anchor(String title) {
        return title.toLowerCase(Locale.ROOT).replace(' ', '-').replaceAll("[^a-z0-9-]", "");
    }

    /** Without the characters that Markdown would take for its own. */
    private static String escaped(String text) {
        return text.codePoints()
                .mapToObj(c -> "*_[]<>`\\".indexOf(c) >= 0 ? "\\" + Character.toString(c) : Character.toString(c))
                .collect(Collectors.joining());
    }
}
