package org.etcdrecovery.core.store.keep;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.etcdrecovery.core.progress.Progress;
import org.etcdrecovery.core.store.StoreListing;
import org.etcdrecovery.core.store.keep.PruneLock.Answer;
import org.etcdrecovery.core.store.objects.ObjectStore;
import org.etcdrecovery.core.store.objects.StoreAddress.Folder;
import org.etcdrecovery.core.store.objects.StoreSettings;
import org.etcdrecovery.core.store.objects.Stores;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Of several runs, one prunes. */
class PruneLockTest {
    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

    @TempDir
    private Path directory;

    private ObjectStore store;

    @BeforeEach
    void open() throws IOException {
        store = Stores.open(new Folder(directory), StoreSettings.DEFAULT);
    }

    @Test
    void aSecondRunIsToldWhoHasIt() throws IOException {
        Answer first = acquire("first", NOW);

        assertThat(acquire("second", NOW)).isEqualTo(new Answer.Taken("first", NOW.plus(PruneLock.LIFE)));
        ((Answer.Held) first).lock().release(Progress.NONE);
        assertThat(directory).isEmptyDirectory();
        assertThat(acquire("second", NOW)).isInstanceOf(Answer.Held.class);
    }

    @Test
    void oneThatExpiredIsTakenOverByOneRun() throws Exception {
        Answer.Held killed = (Answer.Held) acquire("killed", NOW);
        Instant later = NOW.plus(PruneLock.LIFE).plusSeconds(1);

        assertThat(race(later)).isEqualTo(1);

        String taken = Files.readString(directory.resolve(StoreListing.LOCK));
        killed.lock().release(Progress.NONE);
        assertThat(directory.resolve(StoreListing.LOCK)).hasContent(taken);
        try (var left = Files.list(directory)) {
            assertThat(left).hasSize(1);
        }
    }

    @Test
    void oneOfManyGetsAFreeOne() throws Exception {
        assertThat(race(NOW)).isEqualTo(1);
    }

    @Test
    void oneThatCannotBeReadIsTakenOver() throws IOException {
        Files.writeString(directory.resolve(StoreListing.LOCK), "{\"owner\": ");

        assertThat(acquire("run", NOW)).isInstanceOf(Answer.Held.class);
    }

    @Test
    void aStoreThatIgnoresConditionsHasNoLock() throws IOException {
        ObjectStore real = store;
        store = (ObjectStore) Proxy.newProxyInstance(ObjectStore.class.getClassLoader(),
                new Class<?>[]{ObjectStore.class}, (_, method, arguments) -> method.getName().equals("excludesOthers")
                        ? false
                        : method.invoke(real, arguments));

        assertThat(acquire("run", NOW)).isEqualTo(new Answer.Impossible());
        assertThat(directory).isEmptyDirectory();
    }

    private long race(Instant time) throws Exception {
        List<Callable<Answer>> runs = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            String owner = "run " + i;
            runs.add(() -> acquire(owner, time));
        }
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            long held = 0;
            for (Future<Answer> answer : threads.invokeAll(runs)) {
                held += answer.get() instanceof Answer.Held ? 1 : 0;
            }
            return held;
        }
    }

    private Answer acquire(String owner, Instant time) throws IOException {
        return PruneLock.acquire(store, owner, Clock.fixed(time, ZoneOffset.UTC), Progress.NONE);
    }
}
