package org.etcdrecovery.core.store.schedule;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.etcdrecovery.core.store.keep.KeepRules;
import org.etcdrecovery.core.store.objects.StoreAddress;
import org.etcdrecovery.core.text.Shown;

/**
 * What is to run again and again.
 *
 * @param every         how often
 * @param to            where the snapshots are kept
 * @param name          what their names begin with
 * @param rules         what is kept
 * @param maxFall       by how many per cent keys or bytes may fall
 * @param endpoints     the client URLs of the members
 * @param caFile        the CA certificates of the members, on the host that runs it
 * @param certFile      the client certificate, on that host
 * @param keyFile       its private key, on that host
 * @param user          the user of etcd; a password file is expected if there is one
 * @param storeEndpoint the store that {@code s3://} means; empty for AWS
 * @param storeRegion   its region
 * @param storeCaFile   the CA certificates of the store, on the host that runs it
 * @param program       this program, on that host or in the image
 * @param runAs         the user of the host that runs it
 * @param secrets       the directory of the host in which the credentials are
 * @param image         the image that holds this program, for Kubernetes
 * @param namespace     the namespace, for Kubernetes
 */
@RecordBuilder
public record ScheduleRequest(Interval every, StoreAddress to, String name, KeepRules rules, long maxFall,
        List<String> endpoints, Optional<Path> caFile, Optional<Path> certFile, Optional<Path> keyFile,
        Optional<String> user, Optional<String> storeEndpoint, Optional<String> storeRegion,
        Optional<Path> storeCaFile, String program, String runAs, Path secrets, String image, String namespace) {
    /** What the names of snapshots begin with if nothing else is said. */
    public static final String DEFAULT_NAME = "etcd";
    /** Where this program is if nothing else is said. */
    public static final String DEFAULT_PROGRAM = "/usr/bin/etcd-recovery";
    /** The user that runs it if nothing else is said. */
    public static final String DEFAULT_USER = "etcd-backup";
    /** The directory of the credentials if nothing else is said. */
    public static final String DEFAULT_SECRETS = "/etc/etcd-backup";
    /** The namespace if nothing else is said. */
    public static final String DEFAULT_NAMESPACE = "kube-system";

    /** Copies the list. */
    public ScheduleRequest {
        endpoints = List.copyOf(endpoints);
    }

    /** A value with characters that cannot be seen, which no unit and no manifest may contain; empty if there is no such. */
    public Optional<String> unwritable() {
        Stream<String> paths = Stream.of(caFile, certFile, keyFile, storeCaFile, Optional.of(secrets))
                .flatMap(Optional::stream)
                .map(Path::toString);
        Stream<String> texts = Stream.of(to.shown(), name, program, runAs, image, namespace);
        Stream<String> choices = Stream.of(user, storeEndpoint, storeRegion).flatMap(Optional::stream);
        return Stream.of(paths, texts, choices, endpoints.stream())
                .flatMap(each -> each)
                .filter(Shown::hasHidden)
                .findFirst();
    }

    /** Whether the store needs credentials. */
    boolean needsStoreCredentials() {
        return to instanceof StoreAddress.Bucket;
    }
}
