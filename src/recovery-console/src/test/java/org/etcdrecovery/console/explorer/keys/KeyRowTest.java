package org.etcdrecovery.console.explorer.keys;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.etcdrecovery.console.text.Texts;
import org.etcdrecovery.core.contents.index.KeyState;
import org.etcdrecovery.core.progress.Cancellation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyRowTest {
    private static final Texts TEXTS = Texts.of("explorer");

    /** A count of what came later would contradict everything else that is shown of an earlier revision. */
    @Test
    void aKeyCountsTheRecordsThatItHadByTheShownRevision(@TempDir Path directory) throws IOException {
        KeyState newest = SampleKeys.index(directory).newest();
        KeyState earlier = newest.at(newest.index().oldestRevision() + 3, new Cancellation());

        assertThat(firstPod(newest).count()).isEqualTo("2 rev.");
        assertThat(firstPod(earlier).count()).isEqualTo("1 rev.");
    }

    private static KeyRow firstPod(KeyState state) {
        KeyRow row = KeyRow.of(state.children("/registry/pods/default/".getBytes(UTF_8)).getFirst(), state, TEXTS);
        assertThat(row.name()).isEqualTo("web-1");
        return row;
    }
}
