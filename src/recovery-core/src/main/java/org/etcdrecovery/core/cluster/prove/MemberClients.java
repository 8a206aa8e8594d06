package org.etcdrecovery.core.cluster.prove;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.etcdrecovery.core.cluster.connect.CallFailedException;
import org.etcdrecovery.core.cluster.connect.Contacts;
import org.etcdrecovery.core.cluster.connect.Failure.Cause;
import org.etcdrecovery.core.cluster.connect.MemberClient;
import org.etcdrecovery.core.cluster.connect.SettingsException;
import org.etcdrecovery.core.cluster.probe.MemberProbe;
import org.etcdrecovery.core.cluster.probe.ProbeReport;
import org.etcdrecovery.core.plan.PlannedMember;

/** Holds a client for each planned member that answers, and asks all of them the same question. */
final class MemberClients implements AutoCloseable {
    private final Map<String, MemberClient> clients = new LinkedHashMap<>();
    private final Map<String, CallFailedException> withoutLogin = new LinkedHashMap<>();

    /** A question to one member. */
    @FunctionalInterface
    interface Question<T> {
        T ask(MemberClient client) throws CallFailedException;
    }

    /**
     * What the members said, by member name.
     *
     * @param answers the answers of those that answered
     * @param failed  the failures of those that did not
     */
    record Answers<T>(Map<String, T> answers, Map<String, CallFailedException> failed) {
        boolean complete() {
            return failed.isEmpty() && !answers.isEmpty();
        }

        boolean refusedFor(Cause cause) {
            return failed.values().stream().anyMatch(e -> e.failure().cause() == cause);
        }

        /** What each member said, or a single text if they all say the same. */
        String text(Function<? super T, String> text) {
            if (answers.isEmpty()) {
                return "no answer";
            }
            if (failed.isEmpty() && answers.values().stream().map(text).distinct().count() == 1) {
                return text.apply(answers.values().iterator().next());
            }
            return Stream.concat(
                    answers.entrySet().stream().map(entry -> entry.getKey() + ": " + text.apply(entry.getValue())),
                    failed.keySet().stream().map(name -> name + ": no answer")).collect(Collectors.joining("; "));
        }

        /** Why members did not answer; empty if all did. */
        String failures() {
            return failed.entrySet()
                    .stream()
                    .map(entry -> entry.getKey() + ": " + entry.getValue().failure().sentence())
                    .collect(Collectors.joining(" "));
        }
    }

    /**
     * Opens the clients and logs in at those that may see the password; the others use the tokens issued there.
     *
     * @throws SettingsException if certificates or keys cannot be used
     */
    static MemberClients open(ProofRequest request, ProbeReport report, Contacts contacts) throws SettingsException {
        MemberClients all = new MemberClients();
        for (PlannedMember member : request.plan().members()) {
            MemberProbe row = report.ofMember(member.id())
                    .filter(one -> one.status()
                            .filter(status -> status.clusterId().equals(request.plan().clusterId()))
                            .isPresent())
                    .orElse(null);
            if (row != null) {
                all.clients.put(member.name(), contacts.open(row.endpoint()));
            }
        }
        for (Map.Entry<String, MemberClient> entry : all.clients.entrySet()) {
            try {
                entry.getValue().login();
            } catch (CallFailedException e) {
                all.withoutLogin.put(entry.getKey(), e);
            }
        }
        return all;
    }

    /** Asks every member. */
    <T> Answers<T> ask(Question<T> question) {
        return ask(question, clients.size());
    }

    /** Asks one member. */
    <T> Answers<T> askFirst(Question<T> question) {
        return ask(question, 1);
    }

    private <T> Answers<T> ask(Question<T> question, int count) {
        Map<String, T> answers = new LinkedHashMap<>();
        Map<String, CallFailedException> failed = new LinkedHashMap<>();
        clients.entrySet().stream().limit(count).forEach(entry -> {
            try {
                if (withoutLogin.containsKey(entry.getKey())) {
                    throw withoutLogin.get(entry.getKey());
                }
                answers.put(entry.getKey(), question.ask(entry.getValue()));
            } catch (CallFailedException e) {
                failed.put(entry.getKey(), e);
            }
        });
        return new Answers<>(answers, failed);
    }

    @Override
    public void close() {
        clients.values().forEach(MemberClient::close);
    }
}
