package org.etcdrecovery.core.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.StringLength;
import org.etcdrecovery.core.keyspace.MinorVersion;
import org.etcdrecovery.core.text.Shown;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlanJsonTest {
    private static final String JSON = """
            {
              "formatVersion" : 1,
              "snapshot" : {
                "file" : "/backup/snapshot.db",
                "sha256" : "%s",
                "imageSha256" : "%s",
                "imageSize" : 20480,
                "contentHash" : 3405705229
              },
              "token" : "newtok",
              "clusterId" : "2496455c4888304c",
              "members" : [ {
                "id" : "43dd31609212d1b2",
                "name" : "m0",
                "peerUrls" : [ "http://127.0.0.1:23001" ],
                "clientUrls" : [ "http://127.0.0.1:23011" ],
                "dataDir" : "/restore/m0.etcd",
                "walDir" : "/wal/m0",
                "learner" : false
              }, {
                "id" : "4defd57ba36afcad",
                "name" : "m1",
                "peerUrls" : [ "http://b.example:2380", "https://[::1]:23002" ],
                "clientUrls" : [ ],
                "dataDir" : "/restore/m1.etcd",
                "learner" : true
              }, {
                "id" : "c5dc27f898975db3",
                "name" : "m2",
                "peerUrls" : [ "unix://m2:1" ],
                "clientUrls" : [ ],
                "learner" : false
              } ],
              "target" : "3.6",
              "snapshotRevision" : 1000,
              "revisionBump" : 0,
              "lastRevision" : 1000,
              "hashKv" : 2147483649,
              "livingKeys" : 1,
              "clearAlarms" : true,
              "skipHashCheck" : false,
              "owner" : "etcd:etcd",
              "readBack" : true,
              "warnings" : [ "Two voters tolerate no failure, no better than one", "Only its own host can reach \
            http://127.0.0.1:23001", "Only its own host can reach unix://m2:1", "Some peer URLs use TLS and some do not: \
            https://[::1]:23002 and http://127.0.0.1:23001" ]
            }"""
            .formatted("ef".repeat(32), Samples.COMPUTED);

    private static RestorePlan plan() {
        List<MemberRequest> members = List.of(
                new MemberRequest("m0", List.of("http://127.0.0.1:23001"), List.of("http://127.0.0.1:23011"),
                        Optional.of(Path.of("/restore/m0.etcd")), Optional.of(Path.of("/wal/m0")), false),
                new MemberRequest("m1", List.of("https://[::1]:23002", "http://b.example:2380"), List.of(),
                        Optional.of(Path.of("/restore/m1.etcd")), Optional.empty(), true),
                new MemberRequest("m2", List.of("unix://m2:1"), List.of(), Optional.empty(), Optional.empty(), false));
        return accepted(RestoreRequest.builder(members, "newtok")
                .target(new MinorVersion(3, 6))
                .clearAlarms(true)
                .owner(new Owner("etcd", Optional.of("etcd"))));
    }

    @Test
    void writesFieldsInAStableOrder() {
        assertThat(PlanJson.write(plan())).isEqualTo(JSON);
    }

    @Test
    void readsWhatItWrote() throws Exception {
        assertThat(PlanJson.read("plan.json", JSON)).isEqualTo(plan());
    }

    @Property(tries = 100)
    void readsBackEveryPlan(@ForAll @IntRange(min = 1, max = 5) int members,
            @ForAll @StringLength(max = 9) String token,
            @ForAll @IntRange(min = 4, max = 7) int target, @ForAll @LongRange(min = 0, max = 1L << 62) long bump,
            @ForAll boolean skip, @ForAll boolean clear) throws Exception {
        List<MemberRequest> requests = new ArrayList<>();
        for (int i = 0; i < members; i++) {
            requests.add(Samples.member("m" + i, "http://h" + i + ":1"));
        }
        String text = Shown.text(token);
        RestorePlan plan = accepted(RestoreRequest.builder(requests, text)
                .target(new MinorVersion(3, target))
                .revisionBump(bump)
                .markCompacted(bump > 0)
                .skipHashCheck(skip)
                .clearAlarms(clear)
                .skipReadBack(clear));
        assertThat(PlanJson.read("p", PlanJson.write(plan))).isEqualTo(plan);
    }

    @Property(tries = 300)
    void refusesEveryShortenedFile(@ForAll @IntRange(min = 0, max = 1000) int length) {
        assertThatThrownBy(() -> PlanJson.read("p", JSON.substring(0, length)))
                .isInstanceOf(InvalidPlanException.class);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
            "\"formatVersion\" : 1 | \"formatVersion\" : 2 | formatVersion: this is version 2, but this program reads"
                    + " version 1. Make a new plan with this program",
            "\"token\" : \"newtok\" | \"token\" : \"newtok\", \"new\" : 1 | new: this version does not know this field",
            "\"walDir\" : \"/wal/m0\" | \"walDir\" : \"/wal/m0\", \"new\" : 1 | members[0].new: this version does not know this field",
            "\"token\" : \"newtok\" | \"token\" : 7 | token: expected a text, found 7",
            "\"token\" : \"newtok\", | `` | token: expected a text, found nothing",
            "\"hashKv\" : 2147483649 | \"hashKv\" : 4294967296 | hashKv: expected a number from 0 to 4294967295, found 4294967296",
            "\"hashKv\" : 2147483649 | \"hashKv\" : 1.5 | hashKv: expected a whole number, found 1.5",
            "\"revisionBump\" : 0 | \"revisionBump\" : -1 | revisionBump: expected a number from 0 to 9223372036854775807, found -1",
            "\"clusterId\" : \"2496455c4888304c\" | \"clusterId\" : \"12496455c4888304c\" | clusterId: expected an ID of up to 16 hex digits, found \"12496455c4888304c\"",
            "\"target\" : \"3.6\" | \"target\" : \"3.8\" | target: expected 3.4, 3.5, 3.6 or 3.7, found \"3.8\"",
            "\"owner\" : \"etcd:etcd\" | \"owner\" : \"etcd:\" | owner: expected USER or USER:GROUP, found \"etcd:\"",
            "\"readBack\" : true | \"readBack\" : true, \"accepted\" : [ \"plan.no-voter\" ] | accepted: \"plan.no-voter\" cannot be accepted",
            "\"readBack\" : true | \"readBack\" : true, \"accepted\" : [ \"hash.wrong\" ] | accepted: it contradicts"
                    + " skipHashCheck : false",
            "[ \"unix://m2:1\" ] | \"unix://m2:1\" | members[2].peerUrls: expected a list, found \"unix://m2:1\"",
            "[ \"unix://m2:1\" ] | [ 1 ] | members[2].peerUrls: expected a list of texts, found 1 in it",
            "/restore/m0.etcd | /restore/\\u0000 | members[0].dataDir: not a path: Nul character not allowed"})
    void refusesWhatIsNoPlanOfThisVersion(String part, String replacement, String fault) {
        assertThat(JSON).contains(part);
        assertThatThrownBy(() -> PlanJson.read("plan.json", JSON.replace(part, replacement)))
                .isInstanceOf(InvalidPlanException.class)
                .hasMessage("plan.json: " + fault);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
            "\"token\" : \"newtok\" | \"token\" : \"oldtok\" | members[0].id: expected ",
            "unix://m2:1 | unix://m2:2 | members[2].id: expected ",
            "\"clusterId\" : \"2496455c4888304c\" | \"clusterId\" : \"1\" | clusterId: expected 2496455c4888304c, which follows",
            "http://127.0.0.1:23001\" ] | HTTP://127.0.0.1:23001\" ] | members[0].peerUrls: expected [http://127.0.0.1:23001], which follows",
            "unix://m2:1 | m2 | members[2]: URL scheme must be http, https, unix, or unixs: m2. Write it",
            "/restore/m1.etcd | /restore/m0.etcd/x | members[1]: The data directory /restore/m0.etcd/x is inside",
            "/restore/m1.etcd | m1.etcd | members[1]: The data directory m1.etcd is a relative path.",
            "\"name\" : \"m1\" | \"name\" : \"m0\" | members[0]: The name \"m0\" is given 2 times.",
            "\"learner\" : false | \"learner\" : true | members: Every member is a learner.",
            "\"lastRevision\" : 1000 | \"lastRevision\" : 999 | lastRevision: 999 does not follow from",
            "\"revisionBump\" : 0 | \"revisionBump\" : 1 | lastRevision: 1000 does not follow from",
            "/backup/snapshot.db | snapshot.db | snapshot.file: expected an absolute path"})
    void refusesAPlanThatWasEditedIntoAnother(String part, String replacement, String fault) {
        assertThat(JSON).contains(part);
        assertThatThrownBy(() -> PlanJson.read("plan.json", JSON.replace(part, replacement)))
                .isInstanceOf(InvalidPlanException.class)
                .hasMessageStartingWith("plan.json: " + fault);
    }

    /** A plan of release 0.1 does not say which of the two it was. */
    @Test
    void readsTheConsentOfAPlanWithoutCodes() throws Exception {
        RestorePlan plan = PlanJson.read("p", JSON.replace("\"skipHashCheck\" : false", "\"skipHashCheck\" : true"));

        assertThat(plan.accepted()).isEqualTo(ProblemCode.HASH_CHECK);
        assertThat(PlanJson.read("p", JSON).accepted()).isEmpty();
    }

    @Test
    void readsTheCodesThatWereAccepted() throws Exception {
        RestorePlan plan = PlanJson.read("p", JSON.replace("\"skipHashCheck\" : false",
                "\"skipHashCheck\" : true,\n  \"accepted\" : [ \"hash.missing\" ]"));

        assertThat(plan.accepted()).containsExactly(ProblemCode.HASH_MISSING);
        assertThat(PlanJson.write(plan)).contains("""
                  "skipHashCheck" : true,
                  "accepted" : [ "hash.missing" ],
                """);
        assertThat(PlanJson.read("p", PlanJson.write(plan))).isEqualTo(plan);
    }

    @Test
    void saysWhatIsNotJson() {
        assertThatThrownBy(() -> PlanJson.read("p", "{\"a\":1,\"a\":2}")).isInstanceOf(InvalidPlanException.class)
                .hasMessageContaining("not a plan: this field is there twice")
                .hasMessageContaining("line 1");
        assertThatThrownBy(() -> PlanJson.read("p", JSON + "x")).hasMessageContaining("not a plan: this is not JSON");
        assertThatThrownBy(() -> PlanJson.read("p", JSON + "{}"))
                .hasMessageContaining("not a plan: more text follows the end");
        assertThatThrownBy(() -> PlanJson.read("p", JSON.substring(0, JSON.length() / 2)))
                .hasMessageContaining("not a plan: the text ends in the middle");
        assertThatThrownBy(() -> PlanJson.read("p", "[]")).hasMessage("p: expected an object, found a list");
        assertThatThrownBy(() -> PlanJson.read("p", "")).isInstanceOf(InvalidPlanException.class);
        assertThatThrownBy(() -> PlanJson.read("p", "[".repeat(100_000))).isInstanceOf(InvalidPlanException.class);
    }

    private static RestorePlan accepted(RestoreRequest.Builder request) {
        PlanResult result = Planner.plan(request.build(), Samples.PLAIN.versions(
                Optional.of(new MinorVersion(3, 4)), Optional.empty()).facts());
        assertThat(result).isInstanceOf(PlanResult.Accepted.class);
        return ((PlanResult.Accepted) result).plan();
    }
}
