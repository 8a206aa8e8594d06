package org.etcdrecovery.console.step.cluster;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.etcdrecovery.console.step.cluster.MemberRow.Remark;
import org.etcdrecovery.console.text.Texts;
import org.etcdrecovery.core.plan.Problem;
import org.etcdrecovery.core.plan.Problem.Field;
import org.etcdrecovery.core.plan.Problem.Severity;
import org.etcdrecovery.core.plan.ProblemCode;
import org.etcdrecovery.core.url.EtcdUrl;

/** Assigns the problems of a plan to the cells and fields that they concern. */
final class ProblemPlacement {
    private static final Set<Field> OF_TABLE = Set.of(Field.MEMBERS, Field.NAME, Field.PEER_URLS, Field.CLIENT_URLS,
            Field.DATA_DIR, Field.WAL_DIR, Field.LEARNER);
    private static final Set<Field> OF_FORM = Set.of(Field.TOKEN, Field.TARGET_VERSION);
    /** etcd's message names the URLs of the whole cluster, which is too long for a row. */
    private static final Set<ProblemCode> DUPLICATES = Set.of(ProblemCode.DUPLICATE_URL, ProblemCode.ONE_PLACE);

    private final Texts texts;
    private final List<MemberRow> rows;
    private final Map<MemberRow, List<Remark>> ofRows = new HashMap<>();
    private final List<Remark> ofTable = new ArrayList<>();
    private final Map<Field, Remark> ofForm = new EnumMap<>(Field.class);

    ProblemPlacement(Texts texts, List<MemberRow> rows) {
        this.texts = texts;
        this.rows = rows;
    }

    /** Adds a problem, if it belongs to this step. */
    void take(Problem problem) {
        Remark remark = new Remark(problem.severity(), problem.field(),
                withoutScheme(problem).map(url -> texts.get("row.scheme", url)).orElseGet(() -> sentence(problem)),
                problem.code().text());
        if (OF_FORM.contains(problem.field())) {
            ofForm.merge(problem.field(), remark, (one, other) -> one.severity() == Severity.REFUSAL ? one : other);
        } else if (OF_TABLE.contains(problem.field()) && problem.member().isEmpty()) {
            ofTable.add(remark);
        } else if (OF_TABLE.contains(problem.field()) && problem.member().getAsInt() < rows.size()) {
            MemberRow row = rows.get(problem.member().getAsInt());
            if (DUPLICATES.contains(problem.code())) {
                duplicate(row, problem);
            } else {
                add(row, remark);
            }
        }
    }

    /** Adds a problem found on the disk. */
    void take(String member, Field field, String sentence) {
        rows.stream()
                .filter(row -> row.name().get().strip().equals(member))
                .forEach(row -> add(row, new Remark(Severity.REFUSAL, field, sentence, "")));
    }

    private void add(MemberRow row, Remark remark) {
        List<Remark> remarks = ofRows.computeIfAbsent(row, _ -> new ArrayList<>());
        if (!remarks.contains(remark)) {
            remarks.add(remark);
        }
    }

    /** The URL without a scheme that a problem is about: etcd's own sentence speaks of path segments. */
    private Optional<String> withoutScheme(Problem problem) {
        return Optional.of(problem)
                .filter(one -> one.code() == ProblemCode.URL_INVALID && one.member().isPresent()
                        && one.member().getAsInt() < rows.size())
                .map(one -> rows.get(one.member().getAsInt()))
                .map(row -> (problem.field() == Field.PEER_URLS ? row.peerUrls() : row.clientUrls()).get())
                .flatMap(typed -> Stream.of(typed.split(","))
                        .map(String::strip)
                        .filter(url -> !url.isEmpty() && !url.contains(":/") && problem.message().contains(url))
                        .findFirst());
    }

    private static String sentence(Problem problem) {
        String end = problem.message().endsWith(".") ? " " : ". ";
        return (problem.message() + end + problem.advice()).strip();
    }

    /** If members share a URL, only the later ones have to change. */
    private void duplicate(MemberRow row, Problem problem) {
        Set<String> own = new HashSet<>();
        boolean twice = row.peers().orElse(List.of()).stream().anyMatch(url -> !own.add(url.place()));
        Optional<MemberRow> earlier = rows.subList(0, rows.indexOf(row))
                .stream()
                .filter(before -> before.peers().orElse(List.of()).stream().map(EtcdUrl::place).anyMatch(own::contains))
                .findFirst();
        earlier.map(before -> texts.get("row.taken", before.name().get()))
                .or(() -> twice ? Optional.of(texts.get("row.twice")) : Optional.empty())
                .ifPresent(
                        text -> add(row, new Remark(Severity.REFUSAL, Field.PEER_URLS, text, problem.code().text())));
    }

    List<Remark> of(MemberRow row) {
        List<Remark> remarks = ofRows.getOrDefault(row, List.of());
        // Client URLs follow the peer URLs: once those are fixed, a warning about them is gone as well.
        boolean follows = remarks.stream()
                .anyMatch(remark -> remark.field() == Field.PEER_URLS && remark.severity() == Severity.REFUSAL);
        return remarks.stream()
                .filter(remark -> !follows || remark.field() != Field.CLIENT_URLS
                        || remark.severity() == Severity.REFUSAL)
                .toList();
    }

    /** The remarks on the table as a whole. */
    List<Remark> ofTable() {
        return List.copyOf(ofTable);
    }

    /** What is wrong with a field below the table; empty if nothing is. */
    String problem(Field field) {
        return text(field, Severity.REFUSAL);
    }

    /** What is risky about a field below the table; empty if nothing is. */
    String warning(Field field) {
        return text(field, Severity.WARNING);
    }

    /** The code of what is said about a field below the table; empty if nothing is. */
    String code(Field field) {
        Remark remark = ofForm.get(field);
        return remark == null ? "" : remark.code();
    }

    private String text(Field field, Severity severity) {
        Remark remark = ofForm.get(field);
        return remark == null || remark.severity() != severity ? "" : remark.text();
    }

    /** The number of problems in the table that prevent a plan. */
    int refusals() {
        return (int) remarks().stream().filter(remark -> remark.severity() == Severity.REFUSAL).count();
    }

    /** Whether there is a warning. */
    boolean warns() {
        return !ofForm.isEmpty() || remarks().stream().anyMatch(remark -> remark.severity() == Severity.WARNING);
    }

    private List<Remark> remarks() {
        List<Remark> all = new ArrayList<>(ofTable);
        ofRows.values().forEach(all::addAll);
        return all;
    }
}
