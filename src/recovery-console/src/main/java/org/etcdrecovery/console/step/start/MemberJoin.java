package org.etcdrecovery.console.step.start;

import java.util.List;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.etcdrecovery.core.handover.HandOver;
import org.etcdrecovery.core.plan.MemberRequest;

/** How a member that was not restored joins the verified cluster. */
final class MemberJoin implements MemberGuide {
    private final MemberRequest member;
    private final ReadOnlyObjectWrapper<List<HandOver>> steps;

    MemberJoin(MemberRequest member, List<HandOver> steps) {
        this.member = member;
        this.steps = new ReadOnlyObjectWrapper<>(List.copyOf(steps));
    }

    @Override
    public String name() {
        return member.name();
    }

    @Override
    public ReadOnlyObjectProperty<List<HandOver>> steps() {
        return steps.getReadOnlyProperty();
    }
}
