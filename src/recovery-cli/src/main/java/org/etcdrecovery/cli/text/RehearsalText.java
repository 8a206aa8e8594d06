package org.etcdrecovery.cli.text;

import org.etcdrecovery.cli.terminal.Ink;
import org.etcdrecovery.cli.terminal.Ink.Role;
import org.etcdrecovery.core.rehearse.RehearsalResult;
import org.etcdrecovery.core.rehearse.StageResult;
import org.etcdrecovery.core.text.Shown;

/** Prints a rehearsal: its stages with their times, the verdict, and what it did not prove. */
public final class RehearsalText {
    private static final int TIME = 8;

    private final RehearsalResult result;
    private final Ink ink;

    public RehearsalText(RehearsalResult result, Ink ink) {
        this.result = result;
        this.ink = ink;
    }

    /** Everything, a line for each stage first. */
    public String all() {
        StringBuilder text = new StringBuilder();
        int longest = result.stages()
                .stream()
                .mapToInt(stage -> mark(stage).length() + stage.stage().title().length())
                .max()
                .orElse(0);
        result.stages().forEach(stage -> text.append(line(stage, longest)));
        text.append('\n').append(verdict()).append(": ").append(result.sentence()).append('\n');
        text.append("  etcd ")
                .append(result.etcd().version())
                .append(" is ")
                .append(Shown.text(result.etcd().path().toString()))
                .append('\n');
        result.kept().ifPresent(kept -> text.append("  kept in ").append(Shown.text(kept.toString())).append('\n'));
        result.advice().forEach(line -> text.append("to do: ").append(line).append('\n'));
        result.notProven().forEach(open -> text.append("not proven: ").append(open).append('\n'));
        return text.toString();
    }

    private String line(StageResult stage, int longest) {
        String took = RehearsalResult.seconds(stage.took());
        String title = stage.stage().title();
        String mark = mark(stage);
        StringBuilder text = new StringBuilder(" ".repeat(Math.max(0, TIME - took.length()))).append(took).append("  ");
        text.append(switch (stage.outcome()) {
            case PASSED -> mark;
            case FAILED -> ink.mark(Role.BAD, mark);
            case LIMITED -> ink.mark(Role.CARE, mark);
        });
        text.append(title)
                .append(" ".repeat(longest - mark.length() - title.length()))
                .append("  ")
                .append(stage.seen())
                .append('\n');
        stage.details().forEach(detail -> text.append(" ".repeat(TIME + 2)).append(detail).append('\n'));
        return text.toString();
    }

    private static String mark(StageResult stage) {
        return switch (stage.outcome()) {
            case PASSED -> "";
            case FAILED -> "FAILED ";
            case LIMITED -> "limited ";
        };
    }

    private String verdict() {
        return switch (result.verdict()) {
            case PROVEN -> ink.mark(Role.GOOD, "PROVEN");
            case PROVEN_IN_PART -> ink.mark(Role.CARE, "PROVEN IN PART");
            case DISPROVED -> ink.mark(Role.BAD, "DISPROVED");
        };
    }
}
