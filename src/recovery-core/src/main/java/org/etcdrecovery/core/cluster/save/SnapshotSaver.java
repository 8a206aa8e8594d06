package org.etcdrecovery.core.cluster.save;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.etcdrecovery.core.cluster.connect.CallFailedException;
import org.etcdrecovery.core.cluster.connect.Contacts;
import org.etcdrecovery.core.cluster.connect.Failure;
import org.etcdrecovery.core.cluster.connect.Failure.Cause;
import org.etcdrecovery.core.cluster.connect.MemberClient;
import org.etcdrecovery.core.cluster.connect.MemberStatus;
import org.etcdrecovery.core.cluster.connect.Purpose;
import org.etcdrecovery.core.cluster.connect.SettingsException;
import org.etcdrecovery.core.cluster.save.ImageDigest.Digests;
import org.etcdrecovery.core.files.AtomicFile;
import org.etcdrecovery.core.keyspace.Member;
import org.etcdrecovery.core.progress.Progress;
import org.etcdrecovery.core.progress.Stage;
import org.etcdrecovery.core.progress.Work;

/**
 * Saves a snapshot of a running member and verifies it: hashes it while it arrives, compares it with the digest at its
 * end, flushes it to the disk, and only then gives it its name. A failure before that leaves no file behind, and an
 * existing file of that name unchanged.
 */
public final class SnapshotSaver {
    /** The image's size is a multiple of this, so the size shows whether the digest follows. */
    private static final int IMAGE_UNIT = 512;
    /** How often to check whether a question has been answered. */
    private static final Duration PULSE = Duration.ofMillis(25);

    private SnapshotSaver() {}

    /**
     * Saves a snapshot.
     *
     * @param progress counts bytes; can cancel at any time, even while nothing arrives
     * @throws CallFailedException        if the member does not send the snapshot, or not all of it
     * @throws FileAlreadyExistsException if the file exists and must not be replaced
     * @throws IOException                if certificates cannot be used or the file cannot be written; the message is
     *                                    for the operator
     */
    public static SavedSnapshot save(SaveRequest request, Progress progress) throws IOException {
        AtomicFile.checkTarget(request.target(), request.replace());
        Contacts contacts = new Contacts(request.settings());
        try (MemberClient client = contacts.open(request.endpoint(), Purpose.SNAPSHOT)) {
            Source source = askWatching(contacts, client, progress);
            MemberStatus status = source.status();
            try (PartFile file = PartFile.create(request.target(), request.replace());
                    Work work = progress.begin(Stage.SAVE, request.target().toString(), status.db().file())) {
                SnapshotStream stream = new SnapshotStream(client, file);
                ImageDigest digest = stream.receive(request.stall(), work);
                Digests digests = verified(digest);
                file.publish();
                return new SavedSnapshot(request.target().toAbsolutePath(), digest.total(), digests.file(),
                        digests.image(), stream.version(), request.endpoint(), status, source.name(), warnings(status));
            }
        }
    }

    /** What the member reports about itself before it is asked for its snapshot. */
    private record Source(MemberStatus status, String name) {
        static Source ask(Contacts contacts, MemberClient client) throws SettingsException, CallFailedException {
            contacts.logIn(client);
            MemberStatus status = client.status();
            return new Source(status, client.members().find(status.memberId()).map(Member::name).orElse(""));
        }
    }

    /** Asks on a separate thread, so that cancelling does not wait for a member that hangs. */
    private static Source askWatching(Contacts contacts, MemberClient client, Progress progress)
            throws IOException {
        FutureTask<Source> question = new FutureTask<>(() -> Source.ask(contacts, client));
        Thread asking = Thread.ofVirtual().start(question);
        try (Work work = progress.begin(Stage.PROBE, client.endpoint().authority(), -1)) {
            while (!question.isDone()) {
                work.advance(0);
                asking.join(PULSE);
            }
            return question.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw (CancellationException) new CancellationException("interrupted").initCause(e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException failed) {
                throw failed;
            }
            throw new IllegalStateException(e.getCause());
        } finally {
            asking.interrupt();
        }
    }

    private static Digests verified(ImageDigest digest) throws CallFailedException {
        Digests digests = digest.finish();
        if (digest.total() % IMAGE_UNIT != ImageDigest.LENGTH) {
            throw new CallFailedException(new Failure(Cause.CUT_SHORT,
                    "The snapshot came without its digest: " + digest.total() + " bytes.",
                    "Try again, or save it from another member.", ""));
        }
        if (!digests.match()) {
            throw new CallFailedException(new Failure(Cause.DIGEST_MISMATCH,
                    "The snapshot was damaged on its way: its digest is " + digests.trailer()
                            + ", but what arrived has " + digests.image() + ".",
                    "Try again, or save it from another member.", ""));
        }
        return digests;
    }

    private static List<String> warnings(MemberStatus status) {
        List<String> warnings = new ArrayList<>();
        if (!status.hasLeader()) {
            warnings.add("The member has no leader. Writes that the cluster acknowledged may be in its log but not yet"
                    + " applied, and would then be missing from this snapshot. Its data directory has them: stop the"
                    + " member and copy it.");
        }
        if (status.learner()) {
            warnings.add("The member is a learner. It may lag behind the voting members.");
        }
        status.alarms()
                .forEach(alarm -> warnings.add("The cluster has the alarm " + alarm.kind() + ", and every"
                        + " cluster restored from this snapshot will have it, too."));
        return warnings;
    }
}
