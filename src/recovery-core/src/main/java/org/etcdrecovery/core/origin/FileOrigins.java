package org.etcdrecovery.core.origin;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.etcdrecovery.core.files.SmallFile;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Recognises how the platforms name their backups:
 *
 * <pre>
 * k3s, rke2    NAME-NODE-UNIXTIME[.zip], and what the operator records with it as JSON in ../.metadata/ under the same name
 * Gardener     Full-START-LAST-UNIXTIME[.gz|.zlib|.Z], and Incr-… for a delta
 * OpenShift    snapshot_DATE.db beside static_kuberesources_DATE.tar.gz
 * kops         TIME-SEQUENCE/etcd.backup.gz beside _etcd_backup.meta
 * k0s          k0s_backup_TIME.tar.gz
 * </pre>
 *
 * Sources: k3s pkg/etcd/snapshot, etcd-backup-restore pkg/snapstore, cluster-etcd-operator cluster-backup.sh, etcd-manager
 * pkg/backup, k0s pkg/backup.
 */
public final class FileOrigins {
    private static final int METADATA_LIMIT = 1 << 20;
    private static final int MOST_NAMES = 8;
    /** Seconds since 1970 in ten digits, as from 2001 to 2286. */
    private static final String UNIX = "(\\d{10})";
    private static final Pattern K3S = Pattern.compile("(etcd-snapshot|on-demand)-(.+)-" + UNIX + "(?:\\.zip)?");
    private static final Pattern GARDENER = Pattern
            .compile("(?:Full|(Incr))-\\d{1,19}-(\\d{1,19})-" + UNIX + "(?:\\.gz|\\.zlib|\\.Z)?(?:\\.final)?");
    private static final Pattern OPENSHIFT = Pattern.compile("snapshot_(\\d{4}-\\d\\d-\\d\\d_\\d{6})\\.db");
    private static final Pattern K0S = Pattern
            .compile("k0s_backup_(\\d{4}-\\d\\d-\\d\\dT\\d\\d[_:]\\d\\d[_:]\\d\\d)[^/]*\\.tar\\.gz");
    private static final Pattern KOPS_DIRECTORY = Pattern.compile("(\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ)-\\d+");
    private static final String KOPS = "etcd.backup.gz";
    private static final String KOPS_METADATA = "_etcd_backup.meta";
    private static final Pattern TWIN = Pattern.compile("(?:.*/)?static_kuberesources_[^/]*\\.tar\\.gz");
    private static final DateTimeFormatter OPENSHIFT_TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd_HHmmss");

    private FileOrigins() {}

    /**
     * What is known about a file; empty if no platform names its backups like this.
     *
     * @param file an absolute path
     */
    public static Optional<FileOrigin> of(Path file) {
        return file.getFileName() == null
                ? Optional.empty()
                : of(file.getFileName().toString(),
                        Optional.ofNullable(file.getParent()).map(Path::getFileName).map(Path::toString).orElse(""),
                        new OnDisk(file));
    }

    /**
     * What the name of an object in a store tells; nothing beside it is read.
     *
     * @param name   the last part of its name
     * @param folder the name of the folder that it is in; empty if it has none
     * @param exists whether a name exists in that folder
     */
    public static Optional<FileOrigin> of(String name, String folder, Predicate<String> exists) {
        return of(name, folder, new Beside() {
            @Override
            public boolean has(String other) {
                return exists.test(other);
            }

            @Override
            public Optional<JsonNode> json(String other) {
                return Optional.empty();
            }
        });
    }

    /** The names, relative to its folder, of what may be beside a backup and tells about it. */
    public static List<String> companions(String name) {
        List<String> names = new ArrayList<>();
        if (K3S.matcher(name).matches()) {
            names.add(".metadata/" + name);
        }
        Matcher openShift = OPENSHIFT.matcher(name);
        if (openShift.matches()) {
            names.add(twin(openShift));
        }
        if (name.equals(KOPS)) {
            names.add(KOPS_METADATA);
        }
        return names;
    }

    /** Whether an object only accompanies a backup. */
    public static boolean isCompanion(String name) {
        return name.startsWith(".metadata/") || name.contains("/.metadata/") || name.equals(KOPS_METADATA)
                || name.endsWith("/" + KOPS_METADATA) || TWIN.matcher(name).matches();
    }

    private static Optional<FileOrigin> of(String name, String folder, Beside beside) {
        for (Recognition recognition : List.<Recognition>of(FileOrigins::k3s, FileOrigins::gardener,
                FileOrigins::openShift, FileOrigins::k0s, FileOrigins::kops)) {
            Optional<FileOrigin> origin = recognition.recognise(name, folder, beside);
            if (origin.isPresent()) {
                return origin;
            }
        }
        return Optional.empty();
    }

    /** What is in the same folder. */
    private interface Beside {
        boolean has(String name);

        /** A small JSON file; empty if it is missing or unreadable: the snapshot is what matters. */
        Optional<JsonNode> json(String name);
    }

    /** What is in the folder of a file. */
    private record OnDisk(Path file) implements Beside {
        @Override
        public boolean has(String name) {
            return Files.exists(file.resolveSibling(name));
        }

        @Override
        public Optional<JsonNode> json(String name) {
            try {
                return Optional.of(JsonMapper.shared()
                        .readTree(SmallFile.text(file.resolveSibling(name).normalize(), METADATA_LIMIT, "metadata")));
            } catch (IOException | JacksonException e) {
                return Optional.empty();
            }
        }
    }

    /** Recognises the names of one platform. */
    @FunctionalInterface
    private interface Recognition {
        Optional<FileOrigin> recognise(String name, String folder, Beside beside);
    }

    private static Optional<FileOrigin> k3s(String name, String folder, Beside beside) {
        Matcher matcher = K3S.matcher(name);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        FileOrigin origin = FileOrigin.of("k3s or rke2", unix(matcher.group(3))).on(Optional.of(matcher.group(2)));
        // Beside the directory of the snapshots on a node, inside it in a bucket.
        return Stream.of("../.metadata", ".metadata")
                .flatMap(metadata -> beside.json(metadata + "/" + name).stream())
                .findFirst()
                .map(json -> origin
                        .with(json.propertyStream().map(Map.Entry::getKey).sorted().limit(MOST_NAMES).toList()))
                .or(() -> Optional.of(origin));
    }

    private static Optional<FileOrigin> gardener(String name, String folder, Beside beside) {
        Matcher matcher = GARDENER.matcher(name);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        FileOrigin origin = FileOrigin.of("Gardener's etcd-backup-restore", unix(matcher.group(3)));
        if (matcher.group(1) != null) {
            return Optional.of(origin.asDelta());
        }
        try {
            return Optional.of(origin.at(Long.parseLong(matcher.group(2))));
        } catch (NumberFormatException e) {
            // 19 digits can be more than a revision.
            return Optional.of(origin);
        }
    }

    private static Optional<FileOrigin> openShift(String name, String folder, Beside beside) {
        Matcher matcher = OPENSHIFT.matcher(name);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        // The script takes the local time of the node, so only the twin is certain.
        FileOrigin origin = FileOrigin.of("OpenShift", time(() -> LocalDateTime.parse(matcher.group(1), OPENSHIFT_TIME)
                .toInstant(ZoneOffset.UTC)));
        String twin = twin(matcher);
        return Optional.of(beside.has(twin) ? origin : origin.lacking(Path.of(twin)));
    }

    private static String twin(Matcher openShift) {
        return "static_kuberesources_" + openShift.group(1) + ".tar.gz";
    }

    private static Optional<FileOrigin> k0s(String name, String folder, Beside beside) {
        Matcher matcher = K0S.matcher(name);
        return matcher.matches()
                ? Optional.of(FileOrigin.of("k0s", time(() -> LocalDateTime.parse(matcher.group(1).replace('_', ':'))
                        .toInstant(ZoneOffset.UTC))))
                : Optional.empty();
    }

    private static Optional<FileOrigin> kops(String name, String folder, Beside beside) {
        if (!name.equals(KOPS)) {
            return Optional.empty();
        }
        Optional<JsonNode> metadata = beside.json(KOPS_METADATA);
        Matcher matcher = KOPS_DIRECTORY.matcher(folder);
        Optional<Instant> time = matcher.matches()
                ? time(() -> OffsetDateTime.parse(matcher.group(1)).toInstant())
                : Optional.empty();
        return Optional.of(FileOrigin.of("kops", time)
                .by(metadata.flatMap(
                        json -> text(json, "etcdVersion").or(() -> text(json, "etcd_version")))));
    }

    private static Optional<Instant> unix(String seconds) {
        return Optional.of(Instant.ofEpochSecond(Long.parseLong(seconds)));
    }

    /** Reads a time. */
    @FunctionalInterface
    private interface Reading {
        Instant read();
    }

    private static Optional<Instant> time(Reading reading) {
        try {
            return Optional.of(reading.read());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static Optional<String> text(JsonNode json, String field) {
        String value = json.path(field).asString("");
        return value.isEmpty() ? Optional.empty() : Optional.of(value);
    }
}
