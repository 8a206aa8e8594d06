package org.etcdrecovery.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.etcdrecovery.cli.terminal.ExitCode;
import org.etcdrecovery.core.explain.Explanations;
import org.junit.jupiter.api.Test;

class ExplainTest {
    @Test
    void saysWhatACodeMeans() {
        Run run = Run.of("explain", "cluster.zombie-member");

        assertThat(run.code()).isEqualTo(ExitCode.OK);
        assertThat(run.out()).isEqualTo(
                """
                        cluster.zombie-member: A removed member is still among the members

                          Some releases of etcd 3.4 and 3.5 leave it behind, and it comes back when the cluster is upgraded to 3.6.
                          To do: Nothing: a restore writes only the planned members.
                        """);
        assertThat(run.err()).isEmpty();
    }

    @Test
    void explainsSeveral() {
        assertThat(Run.of("explain", "hash.missing", "hash.wrong").out()).containsSubsequence("hash.missing: ",
                "To do: ", "\n\nhash.wrong: ", "To do: ");
    }

    @Test
    void anUnknownCodeIsWrongUsageAndOffersWhatWasMeant() {
        Run run = Run.of("explain", "hash.mising");

        assertThat(run.code()).isEqualTo(ExitCode.USAGE);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).startsWith(
                "etcd-recovery explain: there is no code 'hash.mising'; did you mean hash.missing");
        assertThat(Run.of("explain", "quite.different-words").err()).contains("without a code, this command lists");
    }

    @Test
    void listsAllWithoutACode() {
        String list = Run.of("explain").out();

        assertThat(list).startsWith("Snapshots and databases\n  file.empty ");
        assertThat(Explanations.load().all()).allSatisfy(each -> assertThat(list).contains("  " + each.code() + " "));
    }
}
