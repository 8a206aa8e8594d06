package org.etcdrecovery.core.bolt;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.etcdrecovery.core.bytes.ByteSource;
import org.etcdrecovery.core.progress.Progress;
import org.junit.jupiter.api.Test;

/** A file written by etcd 3.6.16 with bbolt 1.4, as the tool of bbolt 1.5.0 describes it. */
class SampleFileTest {
    private static final Path SAMPLE = Path.of("src/test/samples/kubernetes.db");

    /** bbolt page kubernetes.db 0 */
    @Test
    void itsMetaIsThatOfTheTool() throws IOException {
        try (ByteSource source = ByteSource.open(SAMPLE)) {
            BoltFile file = BoltFile.open(source);
            assertThat(file.meta()).isEqualTo(new Meta(4096, 24, 0, Meta.NO_FREELIST, 58, 125));
            assertThat(file.metaProblems()).isEmpty();
            assertThat(file.imageSize()).isEqualTo(237_568);
        }
    }

    /** for b in $(bbolt buckets kubernetes.db); do bbolt keys kubernetes.db $b | wc -l; done */
    @Test
    void itsBucketsAreThoseOfTheTool() throws IOException {
        Map<String, Integer> elements = new LinkedHashMap<>();
        try (ByteSource source = ByteSource.open(SAMPLE)) {
            BoltFile.open(source).walk(bucket -> {
                elements.put(bucket.name(), 0);
                assertThat(bucket.sequence()).isZero();
                return leaf -> elements.merge(bucket.name(), leaf.count(), Integer::sum);
            }, Progress.NONE);
        }
        assertThat(elements).containsExactly(Map.entry("alarm", 0), Map.entry("auth", 1), Map.entry("authRoles", 0),
                Map.entry("authUsers", 0), Map.entry("cluster", 1), Map.entry("key", 165), Map.entry("lease", 2),
                Map.entry("members", 1), Map.entry("members_removed", 0), Map.entry("meta", 6));
    }

    /** bbolt pages kubernetes.db: 2 meta, 1 branch, 28 leaves with 5 overflow pages, 22 free. */
    @Test
    void itsPagesAreThoseOfTheTool() throws IOException {
        try (ByteSource source = ByteSource.open(SAMPLE)) {
            PageCensus census = BoltFile.open(source).check(TreeVisitor.NONE, problem -> {
                throw new AssertionError(problem);
            }, Progress.NONE);
            assertThat(census.pages()).isEqualTo(58);
            assertThat(census.used()).isEqualTo(58 - 22);
        }
    }
}
