package org.etcdrecovery.core.url;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.etcdrecovery.core.plan.MemberRequest;
import org.etcdrecovery.core.plan.Planner;
import org.etcdrecovery.core.plan.Problem;
import org.etcdrecovery.core.plan.Problem.Severity;
import org.etcdrecovery.core.plan.ProblemCode;
import org.etcdrecovery.core.plan.RestoreRequest;
import org.etcdrecovery.core.plan.Samples;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** URLs are compared by where they lead: numeric addresses by value, names regardless of case. */
class UrlPlaceTest {
    @ParameterizedTest
    @CsvSource({"http://[FD00:0:0::1]:2380, http://[fd00::1]:2380", "http://[::ffff:10.0.0.1]:1, http://10.0.0.1:1",
            "http://Host.example:2380, http://host.example:2380", "http://h:02380, http://h:2380",
            "https://10.0.0.1:2380, http://10.0.0.1:2380", "http://[fe80:0::1%25eth0]:1, http://[fe80::1%25eth0]:1"})
    void differentTextsOfOnePlace(String one, String other) throws InvalidUrlException {
        assertThat(EtcdUrl.parse(one).place()).isEqualTo(EtcdUrl.parse(other).place());
        assertThat(refused(Samples.member("m0", one), Samples.member("m1", other))).containsExactly(
                ProblemCode.ONE_PLACE, ProblemCode.ONE_PLACE);
    }

    @ParameterizedTest
    @CsvSource({"http://[fd00::1]:2380, http://[fd00::2]:2380", "http://10.0.0.1:1, http://10.0.0.1:2",
            "http://[fe80::1%25eth0]:1, http://[fe80::1%25eth1]:1", "http://10.0.0.1:1, http://10.0.0.1.example:1",
            "unix://a:1, unix://A:1", "http://127.1:1, http://127.0.0.1:1"})
    void differentPlaces(String one, String other) throws InvalidUrlException {
        assertThat(EtcdUrl.parse(one).place()).isNotEqualTo(EtcdUrl.parse(other).place());
        assertThat(refused(Samples.member("m0", one), Samples.member("m1", other))).isEmpty();
    }

    @Test
    void theSameTextIsToldInEtcdsWords() {
        assertThat(refused(Samples.member("m0", "http://a:1"), Samples.member("m1", "http://a:1"))).containsOnly(
                ProblemCode.DUPLICATE_URL);
    }

    @Test
    void aClientUrlMayNotLeadToAPeer() {
        MemberRequest member = new MemberRequest("m0", List.of("http://[fd00::1]:2380"),
                List.of("http://[FD00:0::1]:2380"), Samples.member("m0").dataDir(), Optional.empty(), false);
        assertThat(problems(Severity.WARNING, member)).contains(ProblemCode.CLIENT_URL_TWICE);
    }

    @ParameterizedTest
    @CsvSource({"http://[0:0::1]:1", "http://[::1]:1", "http://127.0.0.9:1", "http://localhost:1", "unix://m:1"})
    void whatOnlyItsOwnHostReaches(String url) throws InvalidUrlException {
        assertThat(EtcdUrl.parse(url).isLoopback()).isTrue();
        assertThat(problems(Severity.WARNING, Samples.member("m0", url), Samples.member("m1", "http://10.0.0.1:1")))
                .contains(ProblemCode.URL_LOOPBACK);
    }

    @ParameterizedTest
    @CsvSource({"http://[0::0]:1", "http://[::]:1", "http://0.0.0.0:1", "http://:1"})
    void whatNamesNoHost(String url) {
        assertThat(problems(Severity.WARNING, Samples.member("m0", url))).contains(ProblemCode.URL_ANY_ADDRESS);
    }

    @Test
    void warnsOfOneMemberWithTlsBesideOneWithout() {
        assertThat(problems(Severity.WARNING, Samples.member("m0", "https://10.0.0.1:1"),
                Samples.member("m1", "http://10.0.0.2:1"))).contains(ProblemCode.URL_SCHEMES);
        assertThat(problems(Severity.WARNING, Samples.member("m0", "https://10.0.0.1:1"),
                Samples.member("m1", "https://10.0.0.2:1"))).doesNotContain(ProblemCode.URL_SCHEMES);
    }

    private static List<ProblemCode> refused(MemberRequest... members) {
        return problems(Severity.REFUSAL, members);
    }

    private static List<ProblemCode> problems(Severity severity, MemberRequest... members) {
        return Planner.plan(RestoreRequest.builder(List.of(members), "newtok").build(), Samples.PLAIN.facts())
                .problems()
                .stream()
                .filter(problem -> problem.severity() == severity)
                .map(Problem::code)
                .toList();
    }
}
