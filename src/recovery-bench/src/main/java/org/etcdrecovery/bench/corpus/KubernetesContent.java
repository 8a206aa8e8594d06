package org.etcdrecovery.bench.corpus;

import java.nio.charset.StandardCharsets;

/**
 * The keyspace of a Kubernetes cluster: realistic names and sizes, updates and deletions, events attached to leases.
 */
final class KubernetesContent implements Content {
    private static final String SEED = "kubernetes";
    /** Bytes of history per key. With this, about a third of the changes in the file are the newest of their key. */
    private static final int BYTES_PER_SLOT = 5200;
    private static final int LEASES = 1000;
    private static final int NAMESPACES = 40;

    private final long bytes;
    private final byte[] material = RandomText.block(SEED);
    private final SeededRandom values = new SeededRandom(SEED + " values");

    /** @param bytes the minimum size of the file */
    KubernetesContent(long bytes) {
        this.bytes = bytes;
    }

    @Override
    public String seed() {
        return SEED;
    }

    @Override
    public int slots() {
        return Math.toIntExact(Math.max(NAMESPACES, bytes / BYTES_PER_SLOT));
    }

    @Override
    public long compactAfter() {
        return slots() * 3L / 2;
    }

    @Override
    public boolean isComplete(History history, long bytesWritten) {
        return bytesWritten >= bytes;
    }

    @Override
    public byte[] key(Change change) {
        ResourceKind resource = ResourceKind.ofSlot(change.slot());
        long identity = change.slot() + (resource.isRenamed() ? (long) change.incarnation() << 32 : 0);
        String namespace = "team-" + change.slot() % NAMESPACES;
        String application = "service-" + change.slot() / 32;
        String name = switch (resource) {
            case POD -> application + '-' + RandomText.suffix(change.slot(), 9) + '-' + RandomText.suffix(identity, 5);
            case REPLICA_SET -> application + '-' + RandomText.suffix(identity, 9);
            case EVENT -> application + '.' + Long.toHexString(SeededRandom.mix(identity));
            case LEASE, CONFIG_MAP, SECRET, ENDPOINT_SLICE, DEPLOYMENT, SERVICE_ACCOUNT ->
                application + '-' + change.slot() % 32;
        };
        return ("/registry/" + resource.plural() + '/' + namespace + '/' + name).getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public byte[] material() {
        return material;
    }

    @Override
    public Piece value(Change change) {
        int length = ResourceKind.ofSlot(change.slot()).valueLength(values);
        return new Piece(values.below(material.length - length), length);
    }

    @Override
    public long lease(Change change) {
        return ResourceKind.ofSlot(change.slot()) == ResourceKind.EVENT
                ? ClusterRecords.FIRST_LEASE + change.slot() % LEASES
                : 0;
    }

    @Override
    public int leases() {
        return LEASES;
    }
}
