package org.etcdrecovery.cli.options;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.etcdrecovery.cli.terminal.CommandFailure;
import org.etcdrecovery.cli.terminal.ExitCode;
import org.etcdrecovery.core.keyspace.MinorVersion;
import org.etcdrecovery.core.plan.MemberRequest;
import org.etcdrecovery.core.plan.Owner;
import org.etcdrecovery.core.plan.ProblemCode;
import org.etcdrecovery.core.plan.RandomToken;
import org.etcdrecovery.core.plan.RestoreRequest;
import org.etcdrecovery.core.restore.UnfinishedRestore;
import org.etcdrecovery.core.text.UrlText;

/**
 * The arguments that {@code plan} and {@code restore} share, as a request. Here is only checked what keeps them from
 * being one; all of it is told at once.
 */
public final class RequestArguments {
    private final DeclaredOptions declared = new DeclaredOptions();
    private final Supplier<List<String>> members;
    private final Supplier<String> token;
    private final Supplier<String> out;
    private final Supplier<List<String>> clientUrls;
    private final Supplier<List<String>> learners;
    private final Supplier<List<String>> dataDirs;
    private final Supplier<List<String>> elsewhere;
    private final Supplier<List<String>> walDirs;
    private final Supplier<String> owner;
    private final Supplier<String> etcdVersion;
    private final Supplier<Long> bumpRevision;
    private final Supplier<Boolean> markCompacted;
    private final Supplier<Boolean> clearAlarms;
    private final Supplier<List<String>> accept;
    private final Supplier<Boolean> skipHashCheck;
    private final Supplier<Boolean> skipReadBack;
    private final QuotaOption quota;

    /** Declares them among the options of a verb. */
    public RequestArguments(DeclaredOptions options) {
        members = declared.texts("NAME=PEERURL[,PEERURL]", "A member of the new cluster. Once for each.", "--member");
        token = declared.text("TOKEN", "",
                "What tells this cluster from any other with the same URLs; a fresh random one"
                        + " if not given.",
                "--token");
        out = declared.text("DIR", "", "Where the data directories go: DIR/NAME.etcd.", "--out");
        clientUrls = declared.texts("NAME=URL[,URL]", "Where clients will reach a member.", "--client-urls");
        learners = declared.texts("NAME", "A member without a vote.", "--learner");
        dataDirs = declared.texts("NAME=DIR", "The data directory of a member that does not go to --out.",
                "--data-dir");
        elsewhere = declared.texts("NAME", "A member whose data directory is not written here.", "--elsewhere");
        walDirs = declared.texts("NAME=DIR", "A directory for the log of a member outside its data directory.",
                "--wal-dir");
        owner = declared.text("USER[:GROUP]", "", "Who is to own the files.", "--owner");
        etcdVersion = declared.text("MINOR", "",
                "The etcd to restore for; the one that the snapshot states if not given.",
                "--etcd-version");
        bumpRevision = declared.count("N", "Raise the last revision by so much, beyond all that clients have seen.",
                "--bump-revision");
        markCompacted = declared.flag("Make the members forget revisions up to the raised one; goes with"
                + " --bump-revision.", "--mark-compacted");
        clearAlarms = declared.flag("Leave out the alarms that the snapshot carries.", "--clear-alarms");
        accept = declared.texts("CODE[,CODE]",
                "Go on in spite of what a refusal names: " + String.join(", ", acceptable())
                        + ". The consent is written into plan and report.",
                "--accept");
        skipHashCheck = declared.flag("Short for --accept " + String.join(",", acceptable()) + ".",
                "--skip-hash-check");
        skipReadBack = declared.flag("Do not read the written files again to compare them.", "--skip-read-back");
        quota = new QuotaOption(declared);
        options.addAll(declared);
    }

    /** Whether any of them was given. */
    public boolean isAnyGiven() {
        return declared.isAnyGiven();
    }

    /**
     * The request.
     *
     * @throws CommandFailure with everything that keeps the arguments from being one
     * @throws IOException    when the directories cannot be looked at
     */
    public RestoreRequest toRequest() throws CommandFailure, IOException {
        List<String> complaints = new ArrayList<>();
        Map<String, String> clients = pairs("--client-urls", "URL[,URL]", clientUrls.get(), complaints);
        Map<String, String> data = pairs("--data-dir", "DIR", dataDirs.get(), complaints);
        Map<String, String> logs = pairs("--wal-dir", "DIR", walDirs.get(), complaints);
        List<MemberRequest> requests = new ArrayList<>();
        if (members.get().isEmpty()) {
            complaints.add("which members? Say --member NAME=PEERURL for each");
        }
        if (out.get().isEmpty() && data.isEmpty()) {
            complaints.add("where to? Say --out DIR; each member goes to DIR/NAME.etcd");
        }
        for (String member : members.get()) {
            int equals = nameEnd(member);
            if (equals < 0) {
                complaints.add("--member takes NAME=PEERURL[,PEERURL], not '" + UrlText.of(member) + "'");
                continue;
            }
            String name = member.substring(0, equals);
            requests.add(new MemberRequest(name, urls(member.substring(equals + 1)),
                    urls(clients.getOrDefault(name, "")), directory(name, data, complaints),
                    Optional.ofNullable(logs.get(name)).map(RequestArguments::absolute),
                    learners.get().contains(name)));
        }
        List<String> names = requests.stream().map(MemberRequest::name).toList();
        refuseStrangers("--client-urls", clients.keySet(), names, complaints);
        refuseStrangers("--data-dir", data.keySet(), names, complaints);
        refuseStrangers("--elsewhere", elsewhere.get(), names, complaints);
        refuseStrangers("--wal-dir", logs.keySet(), names, complaints);
        refuseStrangers("--learner", learners.get(), names, complaints);
        RestoreRequest.Builder request = RestoreRequest.builder(requests, tokenOrFresh(requests))
                .revisionBump(bumpRevision.get())
                .markCompacted(markCompacted.get())
                .clearAlarms(clearAlarms.get())
                .accepted(accepted(complaints))
                .skipReadBack(skipReadBack.get());
        optional(etcdVersion.get(), MinorVersion::parse, "--etcd-version takes a version such as 3.6", complaints)
                .ifPresent(request::target);
        optional(owner.get(), Owner::parse, "--owner takes USER or USER:GROUP", complaints).ifPresent(request::owner);
        quota.get().ifPresent(request::quota);
        if (!complaints.isEmpty()) {
            throw new CommandFailure(ExitCode.USAGE, complaints);
        }
        return request.build();
    }

    private Set<ProblemCode> accepted(List<String> complaints) {
        Set<ProblemCode> codes = EnumSet.noneOf(ProblemCode.class);
        for (String text : accept.get().stream().flatMap(list -> Stream.of(list.split(",", -1))).toList()) {
            ProblemCode.acceptable(text)
                    .ifPresentOrElse(codes::add,
                            () -> complaints.add("--accept takes " + String.join(", ", acceptable())
                                    + "; '" + UrlText.inSentence(text) + "' is none of these, and cannot be waived"));
        }
        if (skipHashCheck.get()) {
            codes.addAll(ProblemCode.HASH_CHECK);
        }
        return codes;
    }

    private static List<String> acceptable() {
        return ProblemCode.acceptable().stream().map(ProblemCode::text).toList();
    }

    /** The same command once more, after a restore was killed, is the same plan. */
    private String tokenOrFresh(List<MemberRequest> requests) throws IOException {
        if (!token.get().isEmpty()) {
            return token.get();
        }
        List<Path> dataDirs = requests.stream().flatMap(member -> member.dataDir().stream()).toList();
        return UnfinishedRestore.token(dataDirs).orElseGet(() -> RandomToken.draw(new SecureRandom()));
    }

    /** The name becomes a part of a path, so it must be one, and lead nowhere else. */
    private Optional<Path> directory(String name, Map<String, String> data, List<String> complaints) {
        if (elsewhere.get().contains(name)) {
            return Optional.empty();
        }
        if (data.containsKey(name)) {
            return Optional.of(absolute(data.get(name)));
        }
        if (out.get().isEmpty()) {
            if (!data.isEmpty()) {
                complaints.add("where to with '" + name + "'? Say --out DIR, --data-dir " + name + "=DIR, or"
                        + " --elsewhere " + name);
            }
            return Optional.empty();
        }
        if (name.contains("/") || name.contains("\\") || name.indexOf('\0') >= 0) {
            complaints.add("the member name '" + name + "' cannot be part of a directory's name: --out makes NAME.etcd"
                    + " of it");
            return Optional.empty();
        }
        return Optional.of(absolute(out.get()).resolve(name + ".etcd"));
    }

    private static void refuseStrangers(String option, Iterable<String> given, List<String> names,
            List<String> complaints) {
        for (String name : given) {
            if (!names.contains(name)) {
                complaints.add(option + " names '" + name + "', which is no --member");
            }
        }
    }

    private static Map<String, String> pairs(String option, String value, List<String> texts,
            List<String> complaints) {
        Map<String, String> pairs = new LinkedHashMap<>();
        for (String text : texts) {
            int equals = nameEnd(text);
            if (equals < 0) {
                complaints.add(option + " takes NAME=" + value + ", not '" + UrlText.of(text) + "'");
            } else {
                pairs.put(text.substring(0, equals), text.substring(equals + 1));
            }
        }
        return pairs;
    }

    /** Where the equals sign behind a name is; -1 where none is, and where it is one within a URL. */
    private static int nameEnd(String text) {
        int equals = text.indexOf('=');
        return equals >= 0 && text.substring(0, equals).contains("://") ? -1 : equals;
    }

    private static <T> Optional<T> optional(String text, Function<String, Optional<T>> parser,
            String complaint, List<String> complaints) {
        Optional<T> value = text.isEmpty() ? Optional.empty() : parser.apply(text);
        if (!text.isEmpty() && value.isEmpty()) {
            complaints.add(complaint + ", not '" + UrlText.inSentence(text) + "'");
        }
        return value;
    }

    private static List<String> urls(String list) {
        if (list.contains("@")) {
            // A comma may be in a password: what is refused as a whole is shown without it.
            return List.of(list);
        }
        return list.isEmpty() ? List.of() : List.of(list.split(",", -1));
    }

    private static Path absolute(String path) {
        return Path.of(path).toAbsolutePath().normalize();
    }
}
