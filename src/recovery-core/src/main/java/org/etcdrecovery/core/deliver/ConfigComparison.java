package org.etcdrecovery.core.deliver;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import org.etcdrecovery.core.keyspace.MinorVersion;
import org.etcdrecovery.core.plan.PlannedMember;
import org.etcdrecovery.core.plan.RestorePlan;
import org.etcdrecovery.core.snapshot.Quota;
import org.etcdrecovery.core.url.EtcdUrl;
import org.etcdrecovery.core.url.InvalidUrlException;

/** Holds what a service is configured with against the plan, setting by setting. */
final class ConfigComparison {
    private final RestorePlan plan;
    private final DeliveryTarget target;
    private final ConfiguredMember configured;
    private final OptionalLong quarantine;
    private final List<ConfigLine> lines = new ArrayList<>();

    private ConfigComparison(RestorePlan plan, DeliveryTarget target, ConfiguredMember configured,
            OptionalLong quarantine) {
        this.quarantine = quarantine;
        this.plan = plan;
        this.target = target;
        this.configured = configured;
    }

    /**
     * Compares.
     *
     * @param version    the version of etcd that will start; empty if it is not known
     * @param quarantine the port of 127.0.0.1 at which this delivery has the member listen for clients; empty if it does not
     */
    static List<ConfigLine> of(RestorePlan plan, DeliveryTarget target, ConfiguredMember configured, String version,
            OptionalLong quarantine) {
        ConfigComparison comparison = new ConfigComparison(plan, target, configured, quarantine);
        comparison.version(version);
        comparison.identity();
        comparison.urls();
        comparison.certificates();
        comparison.quota();
        return List.copyOf(comparison.lines);
    }

    private void add(String setting, String planned, boolean differs) {
        lines.add(new ConfigLine(setting, planned, configured.setting(setting).orElse(""), differs));
    }

    private void version(String text) {
        Optional<MinorVersion> found = MinorVersion.parse(text);
        // What an image without a tag holds, only its registry knows.
        lines.add(new ConfigLine("version", plan.target().toString(), text,
                found.isPresent() && !found.get().equals(plan.target().minorVersion())));
    }

    private void identity() {
        PlannedMember member = target.member();
        add("name", member.name(), !configured.setting("name").equals(Optional.of(member.name())));
        String directory = target.destination().directory();
        // A container may have it elsewhere, and the operator knows the path on the host.
        lines.add(
                new ConfigLine("data-dir", directory, configured.setting("data-dir").map(configured::onHost).orElse(""),
                        !same(configured.setting("data-dir"), directory)));
        if (member.walDir().isPresent() || configured.setting("wal-dir").filter(dir -> !dir.isEmpty()).isPresent()) {
            String planned = member.walDir().map(Object::toString).orElse("");
            add("wal-dir", planned, !same(configured.setting("wal-dir"), planned));
        }
    }

    private boolean same(Optional<String> path, String planned) {
        return path.map(configured::onHost).map(text -> text.replaceAll("(?<=.)/+$", "")).equals(Optional.of(planned));
    }

    private void urls() {
        PlannedMember member = target.member();
        listens("listen-peer-urls", member.peerUrls());
        if (configured.setting("initial-advertise-peer-urls").isPresent()) {
            equals("initial-advertise-peer-urls", member.peerUrls());
        }
        if (!member.clientUrls().isEmpty()) {
            if (isInQuarantine()) {
                add("listen-client-urls", "in quarantine, until it is lifted", false);
            } else {
                listens("listen-client-urls", member.clientUrls());
            }
            equals("advertise-client-urls", member.clientUrls());
        }
    }

    /** Whether the service is configured as the script left it, which another run of the same plan finds again. */
    private boolean isInQuarantine() {
        List<EtcdUrl> listened = configured.setting("listen-client-urls")
                .map(ConfigComparison::parse)
                .orElse(List.of());
        return quarantine.isPresent() && listened.size() == 1 && listened.getFirst().host().equals("127.0.0.1")
                && listened.getFirst().port().equals(Long.toString(quarantine.getAsLong()));
    }

    /** Each planned URL must be listened on, at its address or at every address. */
    private void listens(String setting, List<String> planned) {
        List<EtcdUrl> listened = configured.setting(setting).map(ConfigComparison::parse).orElse(List.of());
        boolean all = EtcdUrl.parsePlanned(planned)
                .stream()
                .allMatch(url -> listened.stream().anyMatch(each -> covers(each, url)));
        add(setting, String.join(",", planned), !all);
    }

    private static boolean covers(EtcdUrl listened, EtcdUrl planned) {
        return listened.scheme().equals(planned.scheme()) && listened.port().equals(planned.port())
                && (listened.host().equals(planned.host()) || listened.isAnyAddress() || !planned.canBind());
    }

    private void equals(String setting, List<String> planned) {
        Set<String> given = new TreeSet<>();
        configured.setting(setting)
                .map(ConfigComparison::parse)
                .orElse(List.of())
                .forEach(url -> given.add(url.text()));
        add(setting, String.join(",", planned), !given.equals(new TreeSet<>(planned)));
    }

    /** A URL that etcd would refuse is left out, so that what it should be is missing. */
    private static List<EtcdUrl> parse(String list) {
        List<EtcdUrl> urls = new ArrayList<>();
        for (String text : list.split(",", -1)) {
            try {
                urls.add(EtcdUrl.parse(text.strip()));
            } catch (InvalidUrlException e) {
                // As the Javadoc says.
            }
        }
        return urls;
    }

    private void certificates() {
        certificates("", target.member().clientUrls());
        certificates("peer-", target.member().peerUrls());
    }

    private void certificates(String prefix, List<String> urls) {
        boolean encrypted = EtcdUrl.parsePlanned(urls).stream().anyMatch(EtcdUrl::isEncrypted);
        if (!encrypted || configured.setting(prefix + "auto-tls").equals(Optional.of("true"))) {
            return;
        }
        for (String setting : List.of(prefix + "cert-file", prefix + "key-file")) {
            boolean missing = configured.setting(setting).filter(file -> !file.isEmpty()).isEmpty();
            if (missing) {
                add(setting, "a file, because the planned URLs are https", true);
            }
        }
    }

    private void quota() {
        Optional<Long> given = configured.setting("quota-backend-bytes").flatMap(ConfigComparison::number);
        if (plan.quota().isPresent()) {
            long planned = plan.quota().get().bytes();
            add("quota-backend-bytes", Long.toString(planned), given.orElse(0L) < planned);
        } else if (given.isPresent() && given.get() > 0) {
            add("quota-backend-bytes", "etcd's default of " + Quota.DEFAULT.bytes() + ", or more",
                    given.get() < Quota.DEFAULT.bytes());
        }
    }

    private static Optional<Long> number(String text) {
        return text.matches("\\d{1,18}") ? Optional.of(Long.parseLong(text)) : Optional.empty();
    }
}
