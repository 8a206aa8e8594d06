package org.etcdrecovery.console.step.restore;

import java.util.ArrayList;
import java.util.List;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyDoubleWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import org.etcdrecovery.console.run.StageProgress;
import org.etcdrecovery.console.text.Quantities;
import org.etcdrecovery.console.text.Texts;
import org.etcdrecovery.core.plan.PlannedMember;
import org.etcdrecovery.core.progress.Stage;

/** The progress of one member's directories. */
final class MemberProgress {
    /** What is done for a member, in this order. */
    enum Mark {
        WRITTEN, FLUSHED, CHECKED, IN_PLACE
    }

    /** The state of a mark. */
    enum MarkState {
        TO_DO, UNDER_WAY, DONE
    }

    /**
     * A mark and its state.
     *
     * @param mark  the mark
     * @param state its state
     */
    record Marked(Mark mark, MarkState state) {}

    private final Texts texts = Texts.of("restore");
    private final PlannedMember member;
    private final boolean readBack;
    private final ReadOnlyObjectWrapper<List<Marked>> marks = new ReadOnlyObjectWrapper<>(List.of());
    private final ReadOnlyDoubleWrapper fraction = new ReadOnlyDoubleWrapper();
    private final ReadOnlyStringWrapper status = new ReadOnlyStringWrapper("");

    MemberProgress(PlannedMember member, boolean readBack) {
        this.member = member;
        this.readBack = readBack;
        show(List.of());
    }

    PlannedMember member() {
        return member;
    }

    /** The marks in order. */
    ReadOnlyObjectProperty<List<Marked>> marks() {
        return marks.getReadOnlyProperty();
    }

    /** The fraction done of the current stage, 0 to 1; 1 if the member is staged. */
    ReadOnlyDoubleProperty fraction() {
        return fraction.getReadOnlyProperty();
    }

    /** The state in a few words. */
    ReadOnlyStringProperty status() {
        return status.getReadOnlyProperty();
    }

    /** Whether only the move into place is left. */
    boolean isStaged() {
        return marks.get()
                .stream()
                .allMatch(each -> each.mark() == Mark.IN_PLACE || each.state() == MarkState.DONE);
    }

    /** Marks everything as done, with the directories in place. */
    void finish() {
        List<Marked> done = new ArrayList<>();
        for (Mark mark : marksToPass()) {
            done.add(new Marked(mark, MarkState.DONE));
        }
        marks.set(List.copyOf(done));
        fraction.set(1);
        status.set(texts.get("member.inplace"));
    }

    /** Updates from the stages of all members. */
    void show(List<StageProgress> stages) {
        Sum write = Sum.of(stages, Stage.WRITE, member.name());
        Sum check = Sum.of(stages, Stage.READ_BACK, member.name());
        Sum publish = Sum.of(stages, Stage.PUBLISH, member.name());
        // A member is flushed before any of it is read back or moved.
        boolean flushed = check.begun() || publish.begun();
        boolean checked = publish.begun() || (check.ended() && nextHasBegun(stages));
        List<Marked> now = new ArrayList<>();
        for (Mark mark : marksToPass()) {
            now.add(new Marked(mark, switch (mark) {
                case WRITTEN -> state(write.begun(), write.ended());
                case FLUSHED -> state(write.ended(), flushed);
                case CHECKED -> state(check.begun(), checked);
                case IN_PLACE -> state(publish.begun(), publish.ended());
            }));
        }
        marks.set(List.copyOf(now));
        show(write, check, publish);
    }

    private void show(Sum write, Sum check, Sum publish) {
        if (publish.ended()) {
            status.set(texts.get("member.inplace"));
            fraction.set(1);
        } else if (isStaged()) {
            status.set(texts.get("member.staged"));
            fraction.set(1);
        } else if (check.begun()) {
            status.set(texts.get("member.checking", Quantities.size(check.done()), Quantities.size(check.total())));
            fraction.set(check.fraction());
        } else if (write.ended()) {
            status.set(texts.get("member.flushing"));
            fraction.set(1);
        } else if (write.begun()) {
            status.set(texts.get("member.writing", Quantities.size(write.done()), Quantities.size(write.total())));
            fraction.set(write.fraction());
        } else {
            status.set(texts.get("member.waiting"));
            fraction.set(0);
        }
    }

    /**
     * The first member is read back in several ways, one after the other, before the second one is. Until that begins,
     * a read-back that has ended may not be the last.
     */
    private boolean nextHasBegun(List<StageProgress> stages) {
        return stages.stream()
                .anyMatch(each -> each.stage() == Stage.READ_BACK && !each.subject().equals(member.name()));
    }

    private List<Mark> marksToPass() {
        return readBack ? List.of(Mark.values()) : List.of(Mark.WRITTEN, Mark.FLUSHED, Mark.IN_PLACE);
    }

    private static MarkState state(boolean begun, boolean ended) {
        return ended ? MarkState.DONE : begun ? MarkState.UNDER_WAY : MarkState.TO_DO;
    }

    /** The totals of all work of one stage on one member. */
    private record Sum(boolean begun, boolean ended, long done, long total) {
        static Sum of(List<StageProgress> all, Stage stage, String subject) {
            List<StageProgress> works = all.stream()
                    .filter(each -> each.stage() == stage && each.subject().equals(subject))
                    .toList();
            return new Sum(!works.isEmpty(),
                    !works.isEmpty() && works.stream().allMatch(each -> each.ended().get()),
                    works.stream().mapToLong(each -> each.done().get()).sum(),
                    works.stream().mapToLong(each -> Math.max(0, each.total())).sum());
        }

        double fraction() {
            return total == 0 ? 0 : Math.min(1, (double) done / total);
        }
    }
}
