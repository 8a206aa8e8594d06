package org.etcdrecovery.cli.options;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map.Entry;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.StringJoiner;
import java.util.function.Supplier;
import org.etcdrecovery.cli.terminal.CommandFailure;
import org.etcdrecovery.cli.terminal.ExitCode;
import org.etcdrecovery.core.plan.MemberRequest;
import org.etcdrecovery.core.plan.RestoreRequest;
import org.etcdrecovery.core.text.UrlText;
import org.etcdrecovery.core.url.EtcdUrl;
import org.etcdrecovery.core.url.InitialCluster;
import org.etcdrecovery.core.url.InvalidUrlException;

/**
 * The flags of {@code etcdutl snapshot restore} with its defaults, as a request for one member. Repeats the checks that
 * etcdutl makes before it opens the snapshot, in the same order and with the same sentences, but resolves no host
 * names.
 */
public final class EtcdutlFlags {
    private static final String URL = "http://localhost:2380";

    private final Supplier<String> name;
    private final Supplier<String> dataDir;
    private final Supplier<String> walDir;
    private final Supplier<String> initialCluster;
    private final Supplier<String> token;
    private final Supplier<String> advertised;
    private final Supplier<Boolean> skipHashCheck;
    private final Supplier<Long> bumpRevision;
    private final Supplier<Boolean> markCompacted;

    /** Adds the flags to the options of a verb. */
    public EtcdutlFlags(DeclaredOptions options) {
        name = options.text("NAME", "default", "Name of this member; 'default' if not given.", "--name");
        dataDir = options.text("DIR", "", "The data directory to write; NAME.etcd if not given.", "--data-dir");
        walDir = options.text("DIR", "", "The WAL directory; in the data directory if not given.", "--wal-dir");
        initialCluster = options.text("NAME=URL,...", "default=" + URL,
                "All members and their peer URLs; default=" + URL
                        + " if not given.",
                "--initial-cluster");
        token = options.text("TOKEN", "etcd-cluster", "The token of the cluster; etcd-cluster if not given.",
                "--initial-cluster-token");
        advertised = options.text("URL,...", URL, "The peer URLs of this member; " + URL + " if not given.",
                "--initial-advertise-peer-urls");
        skipHashCheck = options.flag("Accept a snapshot whose SHA-256 is missing or wrong.", "--skip-hash-check");
        bumpRevision = options.count("N", "Raise the last revision by this amount.", "--bump-revision");
        markCompacted = options.flag("Mark everything up to the raised revision as compacted; requires"
                + " --bump-revision.", "--mark-compacted");
    }

    /** The data directory as given. */
    public Path dataDir() {
        return Path.of(dataDir.get().isEmpty() ? name.get() + ".etcd" : dataDir.get());
    }

    /** The WAL directory as given, or the one in the data directory. */
    public Path walDir() {
        return walDir.get().isEmpty() ? dataDir().resolve("member/wal") : Path.of(walDir.get());
    }

    /**
     * Returns the request.
     *
     * @throws CommandFailure if etcdutl would refuse the flags, with its sentence
     */
    public RestoreRequest toRequest() throws CommandFailure {
        if ((bumpRevision.get() > 0) != markCompacted.get()) {
            throw new CommandFailure(ExitCode.ETCD_BAD_ARGUMENTS,
                    "--mark-compacted required if --revision-bump > 0");
        }
        refuseUser("--initial-cluster", initialCluster.get());
        refuseUser("--initial-advertise-peer-urls", advertised.get());
        List<String> own = canonical(List.of(advertised.get().split(",", -1)));
        SequencedMap<String, List<String>> cluster = InitialCluster.parse(initialCluster.get());
        for (List<String> urls : cluster.values()) {
            canonical(urls);
        }
        List<String> planned = cluster.get(name.get());
        if (planned == null) {
            throw failure("couldn't find local name \"" + name.get() + "\" in the initial cluster configuration");
        }
        compare(own, canonical(planned));
        return RestoreRequest.builder(members(cluster), token.get())
                .skipHashCheck(skipHashCheck.get())
                .revisionBump(bumpRevision.get())
                .markCompacted(markCompacted.get())
                .build();
    }

    /** Checks the value before it is split at commas, as a password may contain one. Names may contain an at sign. */
    private static void refuseUser(String flag, String value) throws CommandFailure {
        for (String item : value.split(",", -1)) {
            if (item.indexOf('@') > item.indexOf('=')) {
                throw failure("a URL in " + flag + " carries a user name or password: " + UrlText.of(item)
                        + "; leave it out");
            }
        }
    }

    private List<MemberRequest> members(SequencedMap<String, List<String>> cluster) {
        List<MemberRequest> members = new ArrayList<>();
        for (Entry<String, List<String>> member : cluster.entrySet()) {
            boolean local = member.getKey().equals(name.get());
            members.add(new MemberRequest(member.getKey(), member.getValue(), List.of(),
                    local ? Optional.of(absolute(dataDir())) : Optional.empty(),
                    local ? outerWalDir() : Optional.empty(), false));
        }
        return members;
    }

    /** The WAL directory, unless it is the default one. */
    private Optional<Path> outerWalDir() {
        Path usual = absolute(dataDir().resolve("member/wal"));
        return Optional.of(absolute(walDir())).filter(directory -> !directory.equals(usual));
    }

    private void compare(List<String> own, List<String> planned) throws CommandFailure {
        if (own.equals(planned) || resolved(own).equals(resolved(planned))) {
            return;
        }
        List<String> missing = planned.stream().filter(url -> !own.contains(url)).toList();
        if (!missing.isEmpty()) {
            throw failure("--initial-cluster has " + named(missing)
                    + " but missing from --initial-advertise-peer-urls=" + String.join(",", own) + " ("
                    + cause(own, planned) + ")");
        }
        List<String> extra = own.stream().filter(url -> !planned.contains(url)).toList();
        // etcdutl prints the advertised list after --initial-cluster here, not that flag's value.
        throw failure(extra.isEmpty()
                ? "failed to resolve " + String.join(",", own) + " to match --initial-cluster=" + named(planned)
                        + " (" + cause(own, planned) + ")"
                : "--initial-advertise-peer-urls has " + String.join(",", extra)
                        + " but missing from --initial-cluster=" + named(own));
    }

    private String named(List<String> urls) {
        return String.join(",", urls.stream().map(url -> name.get() + "=" + url).toList());
    }

    private static String cause(List<String> own, List<String> planned) {
        if (own.size() != planned.size()) {
            return "len(" + quoted(own) + ") != len(" + quoted(planned) + ")";
        }
        for (int i = 0; i < own.size(); i++) {
            if (!own.get(i).equals(planned.get(i))) {
                return "resolved urls: \"" + own.get(i) + "\" != \"" + planned.get(i) + "\"";
            }
        }
        return "";
    }

    private static String quoted(List<String> urls) {
        StringJoiner quoted = new StringJoiner(" ", "[", "]");
        urls.forEach(url -> quoted.add("\"" + url + "\""));
        return quoted.toString();
    }

    /** The URLs with numeric addresses in one spelling, in an order that does not depend on the spelling. */
    private static List<String> resolved(List<String> urls) throws CommandFailure {
        List<String> resolved = new ArrayList<>();
        for (String text : urls) {
            EtcdUrl url = parse(text);
            resolved.add(url.scheme() + " " + url.place());
        }
        return resolved.stream().sorted().toList();
    }

    /** The URLs as etcd writes and orders them. */
    private static List<String> canonical(List<String> texts) throws CommandFailure {
        List<EtcdUrl> urls = new ArrayList<>();
        for (String text : texts) {
            EtcdUrl url = parse(text);
            if (url.mayContainSecret()) {
                throw failure("the URL " + url.shown() + " carries a user name, a password or a query; leave it out");
            }
            urls.add(url);
        }
        return urls.stream().sorted().map(EtcdUrl::text).toList();
    }

    private static EtcdUrl parse(String text) throws CommandFailure {
        try {
            return EtcdUrl.parse(text);
        } catch (InvalidUrlException e) {
            throw failure(e.sentence());
        }
    }

    private static Path absolute(Path path) {
        return path.toAbsolutePath().normalize();
    }

    private static CommandFailure failure(String message) {
        return new CommandFailure(ExitCode.ETCD_FAILED, message);
    }
}
