package org.etcdrecovery.core.keyspace;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import org.junit.jupiter.api.Test;

class V2KeysTest {
    @Test
    void countsTheKeysOfUsersAlone() {
        assertThat(count("""
                {"Root":{"Path":"/","Value":"","Children":{
                  "0":{"Path":"/0","Value":"","Children":{
                    "version":{"Path":"/0/version","Value":"3.5.0","Children":null}}},
                  "1":{"Path":"/1","Value":"","Children":{
                    "a":{"Path":"/1/a","Value":"1","Children":null},
                    "dir":{"Path":"/1/dir","Value":"","Children":{
                      "b":{"Path":"/1/dir/b","Value":"2","Children":null}}},
                    "empty":{"Path":"/1/empty","Value":"","Children":{}}}}}},
                 "WatcherHub":{"EventHistory":{"Queue":{"Events":[{"Path":"/1/x","Children":null}]}}}}
                """)).isEqualTo(2);
    }

    @Test
    void countsNoneInAStoreWithoutKeysOrInOtherBytes() {
        assertThat(count("{\"Root\":{\"Path\":\"/\",\"Children\":{\"1\":{\"Path\":\"/1\",\"Children\":{}}}}}"))
                .isZero();
        assertThat(count("")).isZero();
        assertThat(count("[[[[")).isZero();
        assertThat(count("[".repeat(100_000))).isZero();
    }

    private static long count(String store) {
        return V2Keys.count(new ByteArrayInputStream(store.getBytes(UTF_8)));
    }
}
