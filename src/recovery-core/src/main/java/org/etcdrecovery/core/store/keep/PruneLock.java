package org.etcdrecovery.core.store.keep;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import org.etcdrecovery.core.progress.Progress;
import org.etcdrecovery.core.store.StoreListing;
import org.etcdrecovery.core.store.objects.ObjectStore;
import org.etcdrecovery.core.store.objects.ObjectStore.Text;
import org.etcdrecovery.core.text.PrintedJson;
import org.etcdrecovery.core.text.Shown;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The object that lets only one run prune a folder at a time. It says who has it and until when, so that one that a killed
 * run left is taken over. Two runs that prune at the same time would each count what the other is deleting.
 */
final class PruneLock {
    /** Longer than any pruning takes. */
    static final Duration LIFE = Duration.ofHours(2);
    private static final int LIMIT = 4096;

    private final ObjectStore store;
    private final String text;

    private PruneLock(ObjectStore store, String text) {
        this.store = store;
        this.text = text;
    }

    /** What came of asking for the lock. */
    sealed interface Answer {
        /** This run has it. */
        record Held(PruneLock lock) implements Answer {}

        /** Another run has it. */
        record Taken(String owner, Instant until) implements Answer {}

        /** The store ignores conditions, so that two runs could both get it. */
        record Impossible() implements Answer {}
    }

    /**
     * Asks for the lock.
     *
     * @param owner who asks, for the messages of other runs
     */
    static Answer acquire(ObjectStore store, String owner, Clock clock, Progress progress) throws IOException {
        Instant now = clock.instant();
        String text = print(owner, now.plus(LIFE));
        PruneLock lock = new PruneLock(store, text);
        if (store.create(StoreListing.LOCK, text, progress).isPresent()) {
            if (store.excludesOthers(StoreListing.LOCK, text, progress)) {
                return new Answer.Held(lock);
            }
            store.delete(StoreListing.LOCK, progress);
            return new Answer.Impossible();
        }
        Optional<Text> present = store.text(StoreListing.LOCK, LIMIT, progress);
        if (present.isEmpty()) {
            return new Answer.Taken("another run", now.plus(LIFE));
        }
        Answer.Taken other = read(present.get().text(), now);
        boolean takenOver = other.until().isBefore(now)
                && store.replace(StoreListing.LOCK, present.get().tag(), text, progress).isPresent();
        return takenOver ? new Answer.Held(lock) : other;
    }

    private static String print(String owner, Instant until) {
        return PrintedJson.of(JsonMapper.shared()
                .createObjectNode()
                .put("formatVersion", 1)
                .put("owner", owner)
                .put("run", UUID.randomUUID().toString())
                .put("expires", until.truncatedTo(ChronoUnit.SECONDS).toString())) + "\n";
    }

    /** A lock that cannot be read counts as expired: no run of this program left it. */
    private static Answer.Taken read(String text, Instant now) {
        try {
            JsonNode json = JsonMapper.shared().readTree(text);
            return new Answer.Taken(Shown.name(json.path("owner").asString("another run")),
                    Instant.parse(json.path("expires").asString("")));
        } catch (JacksonException | DateTimeParseException e) {
            return new Answer.Taken("another program", now.minus(LIFE));
        }
    }

    /** Gives it back, unless another run has taken it over meanwhile. */
    void release(Progress progress) throws IOException {
        if (store.text(StoreListing.LOCK, LIMIT, progress).filter(found -> found.text().equals(text)).isPresent()) {
            store.delete(StoreListing.LOCK, progress);
        }
    }
}
