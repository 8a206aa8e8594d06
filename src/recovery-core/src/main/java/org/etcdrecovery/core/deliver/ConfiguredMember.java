package org.etcdrecovery.core.deliver;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a service starts etcd with. A configuration file makes etcd ignore flags and environment; otherwise a flag wins
 * over a variable. Source: etcd server/etcdmain/config.go.
 */
final class ConfiguredMember {
    private static final Pattern FLAG = Pattern.compile("--?([a-z][a-z0-9-]*)(?:=(.*))?", Pattern.DOTALL);
    private static final Pattern ITEM = Pattern.compile("\\s*-\\s+(.*)");
    private static final Pattern FIELD = Pattern.compile("[\\s-]*([A-Za-z][A-Za-z-]*):\\s*(.*)");
    private static final List<String> VARIABLES = List.of("name", "data-dir", "wal-dir", "listen-peer-urls",
            "listen-client-urls", "listen-client-http-urls", "initial-advertise-peer-urls", "advertise-client-urls",
            "quota-backend-bytes", "config-file", "cert-file", "key-file", "trusted-ca-file", "client-cert-auth",
            "auto-tls",
            "peer-cert-file", "peer-key-file", "peer-trusted-ca-file", "peer-client-cert-auth", "peer-auto-tls");

    private final Map<String, String> settings = new HashMap<>();
    private final Map<String, String> volumes = new HashMap<>();
    private String program = "";
    private String image = "";

    private ConfiguredMember() {}

    /** What a unit of systemd starts. */
    static ConfiguredMember ofUnit(UnitFile unit) {
        ConfiguredMember member = new ConfiguredMember();
        for (String name : VARIABLES) {
            String value = unit.variable("ETCD_" + name.toUpperCase(Locale.ROOT).replace('-', '_'));
            if (value != null) {
                member.settings.put(name, value);
            }
        }
        if (!unit.command().isEmpty()) {
            member.program = unit.command().getFirst();
            member.flags(unit.command().subList(1, unit.command().size()));
        }
        return member;
    }

    /** What the manifest of a static pod starts, as kubeadm writes it. */
    static ConfiguredMember ofManifest(List<String> lines) {
        ConfiguredMember member = new ConfiguredMember();
        List<String> words = new ArrayList<>();
        String mountPath = "";
        String hostPath = "";
        Map<String, String> mounts = new HashMap<>();
        for (String line : lines) {
            Matcher item = ITEM.matcher(line);
            if (item.matches() && unquoted(item.group(1)).startsWith("-")) {
                words.add(unquoted(item.group(1)));
                continue;
            }
            Matcher field = FIELD.matcher(line);
            if (!field.matches()) {
                continue;
            }
            String value = unquoted(field.group(2));
            switch (field.group(1)) {
                case "image" -> member.image = value;
                case "mountPath" -> mountPath = value;
                case "path" -> hostPath = value;
                case "name" -> {
                    if (!mountPath.isEmpty()) {
                        mounts.put(value, mountPath);
                    } else if (!hostPath.isEmpty() && mounts.containsKey(value)) {
                        member.volumes.put(mounts.get(value), hostPath);
                    }
                    mountPath = "";
                    hostPath = "";
                }
                default -> {
                    // It says nothing about etcd.
                }
            }
        }
        member.flags(words);
        return member;
    }

    private void flags(List<String> words) {
        for (int i = 0; i < words.size(); i++) {
            Matcher flag = FLAG.matcher(words.get(i));
            if (!flag.matches()) {
                continue;
            }
            String value = flag.group(2);
            if (value == null) {
                boolean follows = i + 1 < words.size() && !words.get(i + 1).startsWith("-");
                value = follows ? words.get(i + 1) : "true";
            }
            settings.put(flag.group(1), value);
        }
    }

    /** Replaces everything by what a configuration file says. */
    void useFile(List<String> lines) {
        settings.keySet().removeIf(name -> !name.equals("config-file"));
        String section = "";
        for (String line : lines) {
            Matcher field = FIELD.matcher(line);
            if (!field.matches()) {
                continue;
            }
            String name = field.group(1);
            if (!line.startsWith(" ")) {
                section = name.endsWith("-transport-security") ? name : "";
            }
            String prefix = line.startsWith(" ") && section.startsWith("peer-") ? "peer-" : "";
            settings.put(prefix + name, unquoted(field.group(2)));
        }
    }

    private static String unquoted(String text) {
        String value = text.strip();
        if (value.length() > 1 && (value.startsWith("\"") || value.startsWith("'"))
                && value.endsWith(value.substring(0, 1))) {
            return value.substring(1, value.length() - 1);
        }
        int comment = value.indexOf(" #");
        return comment < 0 ? value : value.substring(0, comment).strip();
    }

    /** The value of a flag, wherever it was set. */
    Optional<String> setting(String name) {
        return Optional.ofNullable(settings.get(name));
    }

    /** A path as the host has it: a container may have its directories elsewhere. */
    String onHost(String path) {
        return volumes.entrySet()
                .stream()
                .filter(volume -> path.equals(volume.getKey()) || path.startsWith(volume.getKey() + "/"))
                .max(Map.Entry.comparingByKey((a, b) -> Integer.compare(a.length(), b.length())))
                .map(volume -> volume.getValue() + path.substring(volume.getKey().length()))
                .orElse(path);
    }

    /** The program that is started; empty for a container. */
    String program() {
        return program;
    }

    /** The version in the tag of the image; empty if it has none. */
    String imageVersion() {
        int colon = image.lastIndexOf(':');
        return colon > image.lastIndexOf('/') ? image.substring(colon + 1) : "";
    }

    /** Whether what is read here is what etcd gets: it is started directly, or a shell runs it. */
    boolean isReadable() {
        String name = program.substring(program.lastIndexOf('/') + 1);
        return !image.isEmpty() || name.contains("etcd");
    }

    /** The files without which it would not start. */
    List<String> files() {
        return List
                .of("cert-file", "key-file", "trusted-ca-file", "peer-cert-file", "peer-key-file",
                        "peer-trusted-ca-file")
                .stream()
                .flatMap(name -> setting(name).stream())
                .filter(file -> file.startsWith("/"))
                .map(this::onHost)
                .toList();
    }
}
