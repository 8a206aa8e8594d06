package org.etcdrecovery.cli.text;

import java.time.Duration;
import org.etcdrecovery.cli.terminal.Ink;
import org.etcdrecovery.cli.terminal.Ink.Role;
import org.etcdrecovery.core.store.StoredSnapshot;
import org.etcdrecovery.core.store.keep.StoreCheck;
import org.etcdrecovery.core.text.Shown;

/** A check of a store: the answer in the first line, as monitoring systems show it. */
public final class StoreCheckText {
    private StoreCheckText() {}

    /** The lines of a check. */
    public static String of(StoreCheck check, Ink ink) {
        String level = switch (check.level()) {
            case OK -> ink.mark(Role.GOOD, "OK");
            case WARNING -> ink.mark(Role.CARE, "WARNING");
            case CRITICAL -> ink.mark(Role.BAD, "CRITICAL");
        };
        StringBuilder text = new StringBuilder(level).append(": ")
                .append(check.problems().isEmpty()
                        ? "the newest snapshot is new enough and restorable"
                        : Shown.text(
                                check.problems().getFirst()))
                .append('\n');
        check.problems().stream().skip(1).forEach(problem -> text.append(Shown.text(problem)).append('\n'));
        check.newest().ifPresent(newest -> text.append(newest(check, newest)));
        return text.toString();
    }

    private static String newest(StoreCheck check, StoredSnapshot newest) {
        Duration age = Duration.between(newest.time(), check.time());
        return Shown.text(check.listing().store() + newest.object().name()) + ": " + age.toMinutes() + " min old"
                + (newest.revision().isPresent() ? ", revision " + newest.revision().getAsLong() : "") + "\n";
    }
}
