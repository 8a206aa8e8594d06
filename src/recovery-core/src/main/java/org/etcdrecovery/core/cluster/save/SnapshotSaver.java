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
 * Saves a snapshot of a running member so that the result cannot be bad: it is hashed while it arrives, compared with
 * the digest at its end, brought to the disk, and only then given its name. Whatever goes wrong before leaves nothing
 * behind, and what stood under that name untouched.
 */
public final class SnapshotSaver {
    /** The image is a multiple of this, so that the digest behind it shows in the size. */
    private static final int IMAGE_UNIT = 512;
    /** How often a question that is under way is looked after. */
    private static final Duration PULSE = Duration.ofMillis(25);

    private SnapshotSaver() {}

    /**
     * Saves.
     *
     * @param progress counts bytes; cancelling works at any time, also while nothing arrives
     * @throws CallFailedException        when the member does not give it, or not all of it
     * @throws FileAlreadyExistsException when there is such a file and it is not to be replaced
     * @throws IOException                when certificates cannot be used or the file cannot be written; the message is
     *                                    fit for an operator
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

    /** What the member says of itself before it is asked for its snapshot. */
    private record Source(MemberStatus status, String name) {
        static Source ask(Contacts contacts, MemberClient client) throws SettingsException, CallFailedException {
            contacts.logIn(client);
            MemberStatus status = client.status();
            return new Source(status, client.members().find(status.memberId()).map(Member::name).orElse(""));
        }
    }

    /** Asks on a thread of its own, so that nobody who cancels has to wait for a member that hangs. */
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
                    "Try again, or take it from another member.", ""));
        }
        if (!digests.match()) {
            throw new CallFailedException(new Failure(Cause.DIGEST_MISMATCH,
                    "The snapshot was damaged on its way: its digest is " + digests.trailer()
                            + ", and what arrived has "
                            + digests.image() + ".",
                    "Try again, or take it from another member.", ""));
        }
        return digests;
    }

    private static List<String> warnings(MemberStatus status) {
        List<String> warnings = new ArrayList<>();
        if (!status.hasLeader()) {
            warnings.add("The member has no leader. Writes that the cluster acknowledged may stand only in its log, not"
                    + " yet applied, and are then missing from this snapshot. Its data directory has them: stop the"
                    + " member and copy it.");
        }
        if (status.learner()) {
            warnings.add("The member is a learner. It may lag behind those that vote.");
        }
        status.alarms()
                .forEach(alarm -> warnings.add("The cluster has the alarm " + alarm.kind() + ", and the snapshot"
                        + " carries it into whatever is restored from it."));
        return warnings;
    }
}
