package org.etcdrecovery.core.plan;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import org.etcdrecovery.core.keyspace.ClusterId;
import org.etcdrecovery.core.keyspace.MemberId;
import org.etcdrecovery.core.url.EtcdUrl;

/**
 * The IDs by which members and clusters identify each other. Both are the first eight bytes of a SHA-1, read as an
 * unsigned big-endian number. Members with different cluster IDs reject each other, which is why a restored cluster
 * gets a new token. Source: etcd server/etcdserver/api/membership, {@code computeMemberID} and {@code genID}.
 */
public final class ClusterIdentity {
    private ClusterIdentity() {}

    /** Computes a member's ID from its canonical peer URLs, sorted and concatenated, followed by the token. */
    public static MemberId memberId(Collection<EtcdUrl> peerUrls, String token) {
        StringBuilder text = new StringBuilder();
        peerUrls.stream().sorted().forEach(text::append);
        return new MemberId(firstEightBytes(text.append(token).toString().getBytes(UTF_8)));
    }

    /** Computes a cluster's ID from the IDs of its members, learners included, in ascending order. */
    public static ClusterId clusterId(Collection<MemberId> memberIds) {
        ByteBuffer bytes = ByteBuffer.allocate(memberIds.size() * Long.BYTES);
        memberIds.stream().sorted().forEach(id -> bytes.putLong(id.value()));
        return new ClusterId(firstEightBytes(bytes.array()));
    }

    private static long firstEightBytes(byte[] bytes) {
        try {
            return ByteBuffer.wrap(MessageDigest.getInstance("SHA-1").digest(bytes)).getLong();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-1", e);
        }
    }
}
