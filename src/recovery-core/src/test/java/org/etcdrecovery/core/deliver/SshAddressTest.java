package org.etcdrecovery.core.deliver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SshAddressTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            root:secret@h                       | root@h
            ssh://root:secret@h:22/data         | ssh://root@h:22/data
            ssh://root:sec/ret@h                | ssh://root@h
            ssh://root:22@h                     | ssh://root@h
            m1=ssh://a:secret@h/d, m2=ssh://b:s@i | m1=ssh://a@h/d, m2=ssh://b@i
            """)
    void passwordsAreNotKept(String typed, String kept) {
        assertThat(SshAddress.withoutPasswords(typed)).isEqualTo(kept);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "h", "h:22", "root@h:22", "ssh://h:22/d@ta", "ssh://root@[::1]:22/d", "ssh://[::1]/d",
            "m1=ssh://h:22/a@b, m2=ssh://root@i:23", "half@typed:"})
    void whatHasNoPasswordIsKeptAsItIs(String typed) {
        assertThat(SshAddress.withoutPasswords(typed)).isEqualTo(typed);
    }

    @Test
    void anAddressWithAPasswordIsRefusedAndNotRepeated() {
        assertThatThrownBy(() -> SshAddress.parse("ssh://root:secret@h")).hasMessageContaining("ssh asks for it")
                .hasMessageNotContaining("secret");
    }
}
