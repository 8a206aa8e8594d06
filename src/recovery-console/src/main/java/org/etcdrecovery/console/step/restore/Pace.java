package org.etcdrecovery.console.step.restore;

import java.util.List;
import org.etcdrecovery.console.run.StageProgress;
import org.etcdrecovery.console.text.Quantities;
import org.etcdrecovery.console.text.Texts;
import org.etcdrecovery.core.progress.Stage;

/** The progress of all members together. */
final class Pace {
    /** The stages that move bytes, in order: first the snapshot is read, and compared with the plan. */
    private static final List<Stage> STAGES = List.of(Stage.HASH, Stage.CHECK, Stage.WRITE, Stage.READ_BACK);

    private Pace() {}

    /** The amount of the last stage that moves bytes, and the time left if it is known. */
    static String of(List<StageProgress> stages, Texts texts) {
        Stage stage = STAGES.stream()
                .filter(one -> stages.stream().anyMatch(each -> each.stage() == one))
                .reduce((_, later) -> later)
                .orElse(Stage.WRITE);
        List<StageProgress> works = stages.stream().filter(each -> each.stage() == stage).toList();
        long done = works.stream().mapToLong(each -> each.done().get()).sum();
        long total = works.stream().mapToLong(each -> Math.max(0, each.total())).sum();
        if (total == 0) {
            return "";
        }
        String amount = texts.get("pace." + stage, Quantities.size(done), Quantities.size(total));
        return works.stream()
                .flatMap(each -> each.timeLeft().stream())
                .max(java.time.Duration::compareTo)
                .map(left -> texts.get("pace.left", amount, Quantities.span(left)))
                .orElse(amount);
    }
}
