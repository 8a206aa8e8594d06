package org.etcdrecovery.core.report.json;

import org.etcdrecovery.core.cluster.connect.Contact;
import org.etcdrecovery.core.cluster.quorum.MemberState;
import org.etcdrecovery.core.cluster.quorum.QuorumAssessment;
import org.etcdrecovery.core.cluster.quorum.Step;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Prints the assessment of a cluster as JSON. */
public final class AssessmentJson {
    private AssessmentJson() {}

    /** The assessment as indented JSON with a final line feed. */
    public static String print(QuorumAssessment assessment) {
        return Json.print(of(assessment));
    }

    static ObjectNode of(QuorumAssessment assessment) {
        ObjectNode json = Json.document();
        json.put("verdict", Json.name(assessment.verdict()));
        json.put("headline", assessment.headline());
        json.put("voters", assessment.voters());
        json.put("needed", assessment.needed());
        json.put("tolerated", assessment.tolerated());
        json.put("agreeing", assessment.agreeing());
        ArrayNode members = json.putArray("members");
        assessment.members().forEach(member -> put(member, members.addObject()));
        assessment.evidence().forEach(json.putArray("evidence")::add);
        assessment.notices().forEach(json.putArray("notices")::add);
        ArrayNode steps = json.putArray("steps");
        assessment.steps().forEach(step -> put(step, steps.addObject()));
        assessment.source()
                .ifPresent(source -> json.putObject("source")
                        .put("endpoint", source.row().endpoint().url())
                        .put("name", source.row().name())
                        .put("reason", source.reason()));
        ArrayNode contacts = json.putArray("contacted");
        assessment.contacts().forEach(contact -> put(contact, contacts.addObject()));
        return json;
    }

    private static void put(Contact contact, ObjectNode json) {
        json.put("url", contact.endpoint().url());
        json.put("port", Json.name(contact.port()));
        json.put("named", contact.named());
        json.put("shown", Json.name(contact.shown()));
    }

    private static void put(MemberState state, ObjectNode json) {
        json.put("id", state.member().id().toString());
        json.put("name", state.member().name());
        json.put("learner", state.member().learner());
        json.put("state", Json.name(state.state()));
        json.put("why", state.why());
        json.put("started", !state.isUnstarted());
        state.member().peerUrls().forEach(json.putArray("peerUrls")::add);
    }

    private static void put(Step step, ObjectNode json) {
        json.put("text", step.text());
        if (!step.command().isEmpty()) {
            json.put("command", step.command());
        }
    }
}
