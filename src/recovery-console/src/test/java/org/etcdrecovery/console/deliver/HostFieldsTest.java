package org.etcdrecovery.console.deliver;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.etcdrecovery.console.recovery.MemberHost;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HostFieldsTest extends DeliveryTesting {
    private HostFields fields;

    @BeforeEach
    void ofTheFirst() {
        fields = row(1).fields();
    }

    @Test
    void saysWhatIsWrongWithWhatIsTyped() {
        for (String wrong : List.of("", "-oProxyCommand=x", "user:secret@host", "a b", "host:0")) {
            fields.address().set(wrong);
            assertThat(fields.addressProblem()).as(wrong).isNotEmpty().doesNotContain("secret");
        }
        assertThat(status().primary().reason()).isEqualTo("Fix what is marked in the table first");
        fields.address().set("host");
        for (String wrong : List.of("", "relative", "/", "/a/../b", "@evil/x")) {
            fields.directory().set(wrong);
            assertThat(fields.directoryProblem()).as(wrong).isNotEmpty();
            assertThat(fields.target()).isEmpty();
        }
        fields.directory().set("/a b/it's");
        assertThat(fields.target().orElseThrow().destination().directory()).isEqualTo("/a b/it's");
    }

    /** A unit that was typed is the operator's, whatever kind of service is chosen. */
    @Test
    void theUsualUnitFollowsTheKindOfService() {
        fields.unit().set("a b");
        assertThat(fields.unitProblem()).isNotEmpty();
        fields.service().set(ServiceKind.NONE);
        assertThat(fields.unitProblem()).isEmpty();
        assertThat(fields.isByHand()).isTrue();
        fields.service().set(ServiceKind.STATIC_POD);
        assertThat(fields.unit().get()).isEqualTo("a b");
        fields.unit().set("");
        fields.service().set(ServiceKind.SYSTEMD);
        assertThat(fields.unit().get()).isEqualTo("etcd.service");
    }

    @Test
    void aDirectoryBehindTheHostGoesWhereDirectoriesAreTyped() {
        fields.address().set("ssh://root@etcd-a/data/etcd");
        assertThat(fields.target().orElseThrow().destination().directory()).isEqualTo("/data/etcd");
        fields.settle();
        assertThat(fields.address().get()).isEqualTo("root@etcd-a");
        assertThat(fields.directory().get()).isEqualTo("/data/etcd");
    }

    /** What a profile knows gives way to what was typed, even if that is what is usual elsewhere. */
    @Test
    void onlyWhatTheOperatorTypedIsRemembered() {
        assertThat(fields.typed()).isEmpty();
        String usual = fields.directory().get();
        fields.fill(new MemberHost("etcd-a", "/srv/etcd", "", ServiceKind.SYSTEMD.name(), "etcd.service"));
        assertThat(fields.typed()).isEmpty();

        fields.directory().set(usual);
        assertThat(fields.typed().orElseThrow().directory()).isEqualTo(usual);
    }
}
