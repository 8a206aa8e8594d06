package org.etcdrecovery.core.rescue.replay;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.nio.file.Path;
import org.etcdrecovery.core.progress.Progress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What members publish about themselves through the v2 API, as servers of 3.4 and 3.5 do. */
class PublishedMembersTest {
    @TempDir
    private Path directory;

    /** The database of a member that etcd 3.4 restored lists the members of the old cluster. */
    @Test
    void aMemberThatTheDatabaseDoesNotListEndsNothing() throws IOException {
        ByteString published = Requests.message(out -> {
            out.writeString(2, "PUT");
            out.writeString(3, "/0/members/1a2b/attributes");
            out.writeString(4, "{\"name\":\"m1\",\"clientURLs\":[\"http://127.0.0.1:2379\"]}");
        });
        LaggingMember member = new LaggingMember(directory.resolve("m1.etcd")).entry(published)
                .put("a", "later")
                .committed()
                .write();

        try (Replay replay = Replay.of(member.assess(), ReplayOptions.DEFAULT, Progress.NONE)) {
            assertThat(replay.result().to().revision()).isEqualTo(5);
            assertThat(replay.result().unused()).isZero();
        }
    }
}
