package org.etcdrecovery.core.report.json;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.etcdrecovery.core.plan.MemberRequest;
import org.etcdrecovery.core.plan.Problem;
import org.etcdrecovery.core.rescue.MemberDirectory;
import org.etcdrecovery.core.rescue.replay.Replay;
import org.etcdrecovery.core.snapshot.Inspection;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Prints as JSON why a verb has no result. A script tells it from a result by {@code failure}. */
public final class FailureJson {
    private FailureJson() {}

    /**
     * A failure as indented JSON with a final line feed.
     *
     * @param code     the stable code of the error
     * @param exitCode the exit code of the process
     * @param message  what is wrong and what to do
     */
    public static String print(String code, int exitCode, String message) {
        return Json.print(document(code, exitCode, message));
    }

    /** A request that cannot be carried out: all its problems, warnings included, each with the members it concerns. */
    public static String print(String code, int exitCode, String message, List<Problem> problems,
            List<MemberRequest> members) {
        ObjectNode json = document(code, exitCode, message);
        ArrayNode array = json.putArray("problems");
        for (Problem problem : problems) {
            ObjectNode one = array.addObject();
            one.put("code", problem.code().text());
            one.put("severity", Json.name(problem.severity()));
            one.put("field", Json.name(problem.field()));
            problem.member().ifPresent(index -> one.put("member", members.get(index).name()));
            one.put("message", problem.message());
            one.put("advice", problem.advice());
            one.put("acceptable", problem.code().canBeAccepted());
        }
        return Json.print(json);
    }

    /** A file that cannot be restored, with what its inspection found. */
    public static String print(String code, int exitCode, String message, Inspection inspection) {
        return Json.print(document(code, exitCode, message)
                .set("inspection", InspectionJson.of(inspection).without("formatVersion")));
    }

    /**
     * A rescue that is refused, with what the log would add.
     *
     * @param accepted   the codes that the operator has agreed to
     * @param showValues whether to include the values of changed keys
     * @throws IOException if a value cannot be read
     */
    public static String print(String code, int exitCode, String message, MemberDirectory directory, Replay replay,
            List<String> accepted, boolean showValues) throws IOException {
        return Json.print(document(code, exitCode, message)
                .setAll(ReplayJson.of(directory, replay, accepted, Optional.empty(), showValues)));
    }

    private static ObjectNode document(String code, int exitCode, String message) {
        ObjectNode json = Json.document();
        json.putObject("failure").put("code", code).put("exitCode", exitCode).put("message", message);
        return json;
    }
}
