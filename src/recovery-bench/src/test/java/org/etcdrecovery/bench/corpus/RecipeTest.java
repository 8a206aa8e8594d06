package org.etcdrecovery.bench.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32C;
import org.etcdrecovery.core.bolt.BoltFile;
import org.etcdrecovery.core.bolt.Leaf;
import org.etcdrecovery.core.bolt.PageCensus;
import org.etcdrecovery.core.bolt.TreeVisitor;
import org.etcdrecovery.core.bytes.ByteSource;
import org.etcdrecovery.core.progress.Progress;
import org.etcdrecovery.core.snapshot.TrailingHash;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecipeTest {
    private static final String ETCDS_BUCKETS = "alarm auth authRoles authUsers cluster key lease members members_removed meta";

    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"kube-1m", "scattered-1m", "tiny-5k-keys", "rewritten-5k-keys"})
    void makesASoundDatabaseWithTheBucketsOfEtcd(String name) throws IOException {
        List<String> buckets = new ArrayList<>();

        walk(make(name), bucket -> {
            buckets.add(bucket.name());
            return TreeVisitor.LeafVisitor.none();
        });

        assertThat(String.join(" ", buckets)).isEqualTo(ETCDS_BUCKETS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"kube-1m", "scattered-1m", "tiny-5k-keys", "rewritten-5k-keys"})
    void endsWithTheHashOfTheImage(String name) throws IOException, GeneralSecurityException {
        byte[] bytes = Files.readAllBytes(make(name));

        int image = bytes.length - TrailingHash.LENGTH;
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        digest.update(bytes, 0, image);
        assertThat(Arrays.copyOfRange(bytes, image, bytes.length)).isEqualTo(digest.digest());
        assertThat(image % SnapshotImage.PAGE_SIZE).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"kube-1m", "scattered-1m", "tiny-5k-keys", "rewritten-5k-keys"})
    void givesTheSameNameTheSameBytes(String name) throws IOException {
        Path first = make(name);
        Path second = Recipe.of(name).make(directory.resolve("again"));

        assertThat(Files.mismatch(first, second)).isEqualTo(-1);
    }

    @Test
    void makesAFileOfTheSizeInItsName() throws IOException {
        assertThat(Files.size(make("kube-2m"))).isBetween(2_000_000L, 3_500_000L);
    }

    @Test
    void makesAsManyKeysAsTheNameSays() throws IOException {
        int[] keys = new int[1];

        walk(make("tiny-5k-keys"), bucket -> bucket.name().equals("key") ? leaf -> keys[0] += leaf.count() : null);

        assertThat(keys[0]).isEqualTo(5000);
    }

    @Test
    void scatteringMovesPagesAndChangesNoContent() throws IOException {
        assertThat(content(make("scattered-3m"))).isEqualTo(content(make("kube-1m")));
    }

    @Test
    void scatteringLeavesTwoThirdsOfThePagesFree() throws IOException {
        PageCensus census = walk(make("scattered-3m"), TreeVisitor.NONE);

        assertThat(census.used() * 3).isBetween(census.pages() - 10, census.pages() + 10);
    }

    @Test
    void scatteringLeavesNextToNothingInOrder() throws IOException {
        List<Long> leaves = new ArrayList<>();
        walk(make("scattered-3m"), bucket -> leaf -> leaves.add(leaf.offset(0)));

        long forward = 0;
        for (int i = 1; i < leaves.size(); i++) {
            long step = leaves.get(i) - leaves.get(i - 1);
            forward += step > 0 && step < 20 * SnapshotImage.PAGE_SIZE ? 1 : 0;
        }

        assertThat(forward).isLessThan(leaves.size() / 10);
    }

    @Test
    void keepsAFileThatIsThere() throws IOException {
        Path file = Files.writeString(directory.resolve(Recipe.of("kube-1m").fileName()), "made before");

        assertThat(make("kube-1m")).isEqualTo(file).hasContent("made before");
    }

    @Test
    void leavesNothingElseBehind() throws IOException {
        make("scattered-1m");

        try (var files = Files.list(directory)) {
            assertThat(files).containsExactly(directory.resolve(Recipe.of("scattered-1m").fileName()));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"kube", "kube-15", "kube-15m-keys", "tiny-3m", "rewritten-3m", "kube-0m", "../kube-1m",
            "large-1m"})
    void refusesANameThatIsNoRecipe(String name) {
        assertThatThrownBy(() -> Recipe.of(name)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(name)
                .hasMessageContaining("kube-15m");
    }

    private Path make(String name) throws IOException {
        return Recipe.of(name).make(directory);
    }

    /** Walks the whole file and fails if anything is wrong with it. */
    private static PageCensus walk(Path file, TreeVisitor visitor) throws IOException {
        try (ByteSource source = ByteSource.open(file)) {
            return BoltFile.open(source).walk(visitor, Progress.NONE);
        }
    }

    /** A checksum over all keys and values. */
    private static long content(Path file) throws IOException {
        CRC32C checksum = new CRC32C();
        walk(file, bucket -> leaf -> add(leaf, checksum));
        return checksum.getValue();
    }

    private static void add(Leaf leaf, CRC32C checksum) {
        for (int i = 0; i < leaf.count(); i++) {
            checksum.update(leaf.key(i));
            checksum.update(leaf.value(i));
        }
    }
}
