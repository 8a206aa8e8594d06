package org.etcdrecovery.core.restore;

import java.util.ArrayList;
import java.util.List;
import org.etcdrecovery.core.progress.Progress;
import org.etcdrecovery.core.progress.Stage;
import org.etcdrecovery.core.progress.Work;

/** A stage that all members go through together, reported for each. */
final class EveryMember implements Work {
    private final List<Work> works = new ArrayList<>();

    /** Begins the stage for every member, or for none if the progress refuses one. */
    EveryMember(Progress progress, Stage stage, List<MemberStaging> members, long total) {
        try {
            for (MemberStaging member : members) {
                works.add(progress.begin(stage, member.member().name(), total));
            }
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    @Override
    public void advance(long amount) {
        works.forEach(work -> work.advance(amount));
    }

    @Override
    public void close() {
        works.forEach(Work::close);
    }
}
