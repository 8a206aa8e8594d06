package org.etcdrecovery.cli.text;

import java.util.List;
import java.util.stream.Collectors;
import org.etcdrecovery.core.explain.Explanation;
import org.etcdrecovery.core.explain.Explanations;
import org.etcdrecovery.core.explain.Subject;

/** Prints what codes mean. */
public final class ExplanationText {
    private ExplanationText() {}

    /** The whole text of some, with a blank line between two. */
    public static String of(List<Explanation> explanations) {
        return explanations.stream()
                .map(each -> each.code() + ": " + each.title() + "\n\n  " + each.cause() + "\n  To do: "
                        + each.remedy() + "\n")
                .collect(Collectors.joining("\n"));
    }

    /** One line for each, by subject. */
    public static String list(Explanations explanations) {
        StringBuilder text = new StringBuilder();
        for (Subject subject : Subject.values()) {
            List<Explanation> entries = explanations.of(subject);
            int width = entries.stream().mapToInt(each -> each.code().length()).max().orElse(0);
            text.append(text.isEmpty() ? "" : "\n").append(subject.title()).append('\n');
            entries.forEach(each -> text.append("  ")
                    .append(each.code())
                    .append(" ".repeat(width - each.code().length() + 2))
                    .append(each.title())
                    .append('\n'));
        }
        return text.toString();
    }
}
