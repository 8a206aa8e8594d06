package org.etcdrecovery.console.deliver;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.etcdrecovery.console.text.Quantities;
import org.etcdrecovery.console.text.Texts;

/** Asks whether to remove what other plans have staged, and says what that is and whose. */
final class OtherPlanQuestion {
    private OtherPlanQuestion() {}

    /** Whether the operator agrees. */
    static boolean asks(DeliverySteps steps) {
        Texts texts = Texts.of("deliver");
        List<String> lines = new ArrayList<>();
        steps.stagedByOthers().forEach((name, other) -> lines.add(line(name, other, texts)));
        // Each line is whole before they are joined: in an argument, a line break would be shown and not made.
        lines.add("");
        lines.add(texts.get("other.confirm.text"));
        return steps.model()
                .tools()
                .dialogs()
                .confirm(texts.get("other.confirm"), String.join("\n", lines), texts.get("other.confirm.go"),
                        texts.get("other.confirm.stay"));
    }

    private static String line(String name, OtherPlan other, Texts texts) {
        String whose = other.ours()
                ? texts.get("other.whose.ours")
                : other.sha256().isEmpty()
                        ? texts.get("other.whose.unknown")
                        : texts.get("other.whose", other.shortName());
        String when = other.since()
                .map(time -> texts.get("other.since", Quantities.time(time, ZoneId.systemDefault())))
                .orElse("");
        return texts.get("other.line", name, other.place(), whose, when);
    }
}
