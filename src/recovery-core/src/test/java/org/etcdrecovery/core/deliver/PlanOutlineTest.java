package org.etcdrecovery.core.deliver;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.etcdrecovery.core.plan.MemberRequest;
import org.etcdrecovery.core.plan.PlanResult;
import org.etcdrecovery.core.plan.Planner;
import org.etcdrecovery.core.plan.RestorePlan;
import org.etcdrecovery.core.plan.RestoreRequest;
import org.etcdrecovery.core.progress.Progress;
import org.etcdrecovery.core.snapshot.Inspector;
import org.junit.jupiter.api.Test;

/** In what the plan of a host differs from the one in hand. */
class PlanOutlineTest {
    @Test
    void namesWhatDiffers() throws IOException {
        RestorePlan here = plan("new", 3, 2380);
        assertThat(difference("old token with $(x)", 3, 2380, here))
                .isEqualTo("its token is old token with $(x), here it is new");
        assertThat(difference("new", 2, 2380, here)).isEqualTo("member m3 is only in this plan");
        assertThat(difference("new", 4, 2380, here)).isEqualTo("member m4 is only in that one");
        assertThat(difference("old", 3, 2390, here)).contains("its token is old, here it is new; its member m1 is")
                .contains("http://10.0.0.1:2390 for members")
                .endsWith("; and 1 more");
        assertThat(difference("new", 3, 2380, here)).contains("differs in something else");
    }

    @Test
    void saysSoWhereTheHostKeptNothing() throws IOException {
        assertThat(PlanOutline.difference(List.of(), plan("t", 1, 1)))
                .isEqualTo("the host does not say in what it differs");
        assertThat(PlanOutline.difference(List.of("nonsense", "%zz=%zz", "token=a%0Ab"), plan("t", 1, 1)))
                .startsWith("its token is a\\nb, here it is t");
    }

    private static String difference(String token, int members, int port, RestorePlan here) throws IOException {
        return PlanOutline.difference(PlanOutline.of(plan(token, members, port)).lines().toList(), here);
    }

    private static RestorePlan plan(String token, int members, int port) throws IOException {
        List<MemberRequest> requests = IntStream.rangeClosed(1, members)
                .mapToObj(i -> new MemberRequest("m" + i, List.of("http://10.0.0." + i + ":" + port), List.of(),
                        Optional.empty(), Optional.empty(), false))
                .toList();
        PlanResult result = Planner.plan(RestoreRequest.builder(requests, token).build(),
                Inspector.inspect(Path.of("src/test/samples/kubernetes.db"), Progress.NONE, _ -> {})
                        .facts()
                        .orElseThrow());
        return ((PlanResult.Accepted) result).plan();
    }
}
