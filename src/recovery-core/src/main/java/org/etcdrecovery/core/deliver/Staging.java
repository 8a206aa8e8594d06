package org.etcdrecovery.core.deliver;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.etcdrecovery.core.bytes.Sha256;
import org.etcdrecovery.core.progress.Progress;
import org.etcdrecovery.core.progress.Stage;
import org.etcdrecovery.core.progress.Work;
import org.etcdrecovery.core.restore.MemberFiles;
import org.etcdrecovery.core.restore.SharedDatabase;
import org.etcdrecovery.core.text.HumanSize;

/** Copies the files of one member to its host, beside their target. */
final class Staging {
    private final DeliveryHosts hosts;
    private final DeliveryTarget target;
    private final SharedDatabase database;

    Staging(DeliveryHosts hosts, DeliveryTarget target, SharedDatabase database) {
        this.hosts = hosts;
        this.target = target;
        this.database = database;
    }

    /** Copies what the host does not have yet, and has it compared there. */
    HostOutcome run(DeliveryListener listener, Progress progress) throws IOException {
        String name = target.member().name();
        try (Work work = progress.begin(Stage.DELIVER, name, database.size())) {
            listener.phase(name, "asking what is there");
            long offset = offset(work);
            work.advance(offset);
            MemberFiles files = MemberFiles.of(hosts.plan(), target.member());
            byte[] log = files.log();
            byte[] snap = files.snap();
            HostScript script = hosts.script("stage", target)
                    .with("about", PlanOutline.of(hosts.plan()))
                    .with("offset", offset)
                    .with("db_size", database.size())
                    .with("db_sha256", database.sha256())
                    .with("snap_name", files.snapName())
                    .with("snap_bytes", snap.length)
                    .with("snap_sha256", Sha256.hex(snap, snap.length))
                    .with("wal_name", files.segmentName())
                    .with("wal_bytes", log.length)
                    .with("wal_size", files.segmentSize())
                    .with("wal_sha256", Sha256.hex(log, files.segmentSize()));
            listener.phase(name, "copying");
            // Only the thread that waits for the answer reports.
            AtomicLong sent = new AtomicLong();
            HostAnswer answer = hosts.of(target).run(script, out -> {
                out.write(snap);
                out.write(log);
                database.copyTo(out, offset, sent::addAndGet);
            }, line -> {
                if (line.key().equals("phase")) {
                    listener.phase(name, line.value().equals("flush") ? "writing to its disk" : "comparing");
                }
            }, () -> work.advance(sent.getAndSet(0)));
            return HostOutcome.of(target, answer, offset == 0
                    ? List.of()
                    : List.of(HumanSize.of(offset) + " of " + HumanSize.of(database.size()) + " were there already"));
        }
    }

    /** How much of the database the host has, if it is ours. */
    private long offset(Work work) throws IOException {
        HostAnswer offer = hosts.of(target).run(hosts.script("offer", target), () -> work.advance(0));
        long part = offer.number("part").orElse(0);
        boolean ours = part > 0 && part <= database.size()
                && offer.value("part-sha256").orElse("").equals(database.sha256(part, work));
        return ours ? part : 0;
    }
}
