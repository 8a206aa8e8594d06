package org.etcdrecovery.cli.options;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.etcdrecovery.cli.terminal.CommandFailure;
import org.etcdrecovery.cli.terminal.ExitCode;
import org.etcdrecovery.core.edit.KeyspaceEdit;
import org.etcdrecovery.core.keyspace.MinorVersion;
import org.etcdrecovery.core.plan.MemberRequest;
import org.etcdrecovery.core.plan.Owner;
import org.etcdrecovery.core.plan.RandomToken;
import org.etcdrecovery.core.plan.RestoreRequest;
import org.etcdrecovery.core.restore.UnfinishedRestore;
import org.etcdrecovery.core.text.UrlText;

/**
 * The arguments that {@code plan} and {@code restore} share, as a request. Only checks what prevents making a request,
 * and reports all of it at once.
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
    private final EditOptions edits;
    private final Supplier<Boolean> skipReadBack;
    private final QuotaOption quota;
    private boolean plansOnly;
    private Supplier<Boolean> onHosts = () -> false;

    /** Adds them to the options of a verb that writes the directories, or plans to. */
    public RequestArguments(DeclaredOptions options) {
        this(options, "");
    }

    /**
     * Adds them to the options of a verb.
     *
     * @param outByDefault the value of {@code --out} if it is not given; empty if directories have to be given
     */
    public RequestArguments(DeclaredOptions options, String outByDefault) {
        members = declared.texts("NAME=PEERURL[,PEERURL]", "A member of the new cluster; repeat for each.", "--member");
        token = declared.text("TOKEN", "",
                "The token that sets this cluster apart from any other with the same URLs; random if not given.",
                "--token");
        out = declared.text("DIR", outByDefault, "The directory for the data directories, DIR/NAME.etcd.", "--out");
        clientUrls = declared.texts("NAME=URL[,URL]", "The URLs at which clients will reach a"
                + " member.", "--client-urls");
        learners = declared.texts("NAME", "A member that is a learner, without a vote.", "--learner");
        dataDirs = declared.texts("NAME=DIR", "The data directory of a member, if not in --out.",
                "--data-dir");
        elsewhere = declared.texts("NAME", "A member whose data directory is restored on another host.", "--elsewhere");
        walDirs = declared.texts("NAME=DIR", "The WAL directory of a member, if outside its data directory.",
                "--wal-dir");
        owner = declared.text("USER[:GROUP]", "", "The user, and group, that will own the files.", "--owner");
        etcdVersion = declared.text("MINOR", "",
                "The etcd version to restore for; the snapshot's if not given.",
                "--etcd-version");
        edits = new EditOptions(declared);
        skipReadBack = declared.flag("Do not read the written files back and compare them.", "--skip-read-back");
        quota = new QuotaOption(declared);
        options.addAll(declared);
    }

    /** The arguments of a verb that only plans, also for a delivery. */
    public static RequestArguments ofPlan(DeclaredOptions options) {
        RequestArguments arguments = new RequestArguments(options);
        arguments.plansOnly = true;
        arguments.onHosts = options.flag("Leave the data directories to the hosts of the members: 'deliver' writes them"
                + " there, in the directories that its --to names, and nothing is restored here.", "--on-hosts");
        return arguments;
    }

    /** Whether any of these options was given. */
    public boolean isAnyGiven() {
        return declared.isAnyGiven();
    }

    /**
     * Returns the request.
     *
     * @throws CommandFailure if the arguments are not a request, with all reasons
     * @throws IOException    if the directories cannot be examined
     */
    public RestoreRequest toRequest() throws CommandFailure, IOException {
        List<String> complaints = new ArrayList<>();
        Map<String, String> clients = pairs("--client-urls", "URL[,URL]", clientUrls.get(), complaints);
        Map<String, String> data = pairs("--data-dir", "DIR", dataDirs.get(), complaints);
        Map<String, String> logs = pairs("--wal-dir", "DIR", walDirs.get(), complaints);
        List<MemberRequest> requests = new ArrayList<>();
        if (members.get().isEmpty()) {
            complaints.add("no members given; add --member NAME=PEERURL for each");
        }
        if (onHosts.get()) {
            refuseDirectories(complaints);
        } else if (out.get().isEmpty() && data.isEmpty() && !areAllElsewhere()) {
            complaints.add("no directory to write to; add --out DIR, and each member goes to DIR/NAME.etcd" + ways());
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
                .revisionBump(edits.bumpRevision())
                .markCompacted(edits.markCompacted())
                .clearAlarms(edits.clearAlarms())
                .accepted(edits.accepted(complaints))
                .skipReadBack(skipReadBack.get());
        optional(etcdVersion.get(), MinorVersion::parse, "--etcd-version takes a version such as 3.6", complaints)
                .ifPresent(request::target);
        optional(owner.get(), Owner::parse, "--owner takes USER or USER:GROUP", complaints).ifPresent(request::owner);
        quota.get().ifPresent(request::quota);
        edits.keyspace(complaints);
        if (!complaints.isEmpty()) {
            throw new CommandFailure(ExitCode.USAGE, complaints);
        }
        return request.build();
    }

    /** What to change in keys and leases. It is not in the request until the snapshot has been surveyed. */
    public KeyspaceEdit keyspace() {
        return edits.keyspace(new ArrayList<>());
    }

    private void refuseDirectories(List<String> complaints) {
        for (Map.Entry<String, Boolean> given : Map
                .of("--out", !out.get().isEmpty(), "--data-dir", !dataDirs.get().isEmpty(), "--elsewhere",
                        !elsewhere.get().isEmpty())
                .entrySet()
                .stream()
                .filter(Map.Entry::getValue)
                .sorted(Map.Entry.comparingByKey())
                .toList()) {
            complaints.add("--on-hosts leaves all data directories to the hosts, so " + given.getKey()
                    + " cannot be added; 'deliver --to' names them");
        }
    }

    private boolean areAllElsewhere() {
        return !members.get().isEmpty() && members.get()
                .stream()
                .allMatch(member -> elsewhere.get().contains(member.substring(0, Math.max(0, nameEnd(member)))));
    }

    /** Only a verb that plans can leave them to the hosts. */
    private String ways() {
        return plansOnly ? "; or --on-hosts, and 'deliver' writes them on the hosts of the members" : "";
    }

    /** Repeating the command after a restore was killed makes the same plan. */
    private String tokenOrFresh(List<MemberRequest> requests) throws IOException {
        if (!token.get().isEmpty()) {
            return token.get();
        }
        List<Path> dataDirs = requests.stream().flatMap(member -> member.dataDir().stream()).toList();
        return UnfinishedRestore.token(dataDirs).orElseGet(() -> RandomToken.draw(new SecureRandom()));
    }

    /** The name becomes part of a path, so it must be valid there and must not lead elsewhere. */
    private Optional<Path> directory(String name, Map<String, String> data, List<String> complaints) {
        if (onHosts.get() || elsewhere.get().contains(name)) {
            return Optional.empty();
        }
        if (data.containsKey(name)) {
            return Optional.of(absolute(data.get(name)));
        }
        if (out.get().isEmpty()) {
            if (!data.isEmpty()) {
                complaints.add("no directory for '" + name + "'; add --out DIR, --data-dir " + name + "=DIR, or"
                        + " --elsewhere " + name);
            }
            return Optional.empty();
        }
        if (name.contains("/") || name.contains("\\") || name.indexOf('\0') >= 0) {
            complaints.add("the member name '" + name + "' cannot be part of a directory name: --out makes it"
                    + " NAME.etcd");
            return Optional.empty();
        }
        return Optional.of(absolute(out.get()).resolve(name + ".etcd"));
    }

    private static void refuseStrangers(String option, Iterable<String> given, List<String> names,
            List<String> complaints) {
        for (String name : given) {
            if (!names.contains(name)) {
                complaints.add(option + " names '" + name + "', which is not a --member");
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

    /** The index of the equals sign after a name; -1 if there is none or it is inside a URL. */
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
            // A password may contain a comma. The value is not split, so that it is refused and shown without the
            // password.
            return List.of(list);
        }
        return list.isEmpty() ? List.of() : List.of(list.split(",", -1));
    }

    private static Path absolute(String path) {
        return Path.of(path).toAbsolutePath().normalize();
    }
}
