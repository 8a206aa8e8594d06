package org.etcdrecovery.core.store.objects;

import java.util.Set;
import java.util.function.Supplier;
import org.etcdrecovery.core.store.objects.StoreTraits.Known;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Asks a store how it protects a bucket. What it does not answer is unknown, and no reason to fail. */
final class BucketTraits {
    private static final Set<String> EVERYONE = Set.of("http://acs.amazonaws.com/groups/global/AllUsers",
            "http://acs.amazonaws.com/groups/global/AuthenticatedUsers");
    private static final String NO_ENCRYPTION = "ServerSideEncryptionConfigurationNotFoundError";

    private BucketTraits() {}

    static StoreTraits of(S3Client client, String bucket, boolean tlsOff) {
        Known byPolicy = asked(() -> known(Boolean.TRUE.equals(
                client.getBucketPolicyStatus(request -> request.bucket(bucket)).policyStatus().isPublic())),
                "NoSuchBucketPolicy");
        Known byGrant = asked(() -> known(client.getBucketAcl(request -> request.bucket(bucket))
                .grants()
                .stream()
                .anyMatch(grant -> grant.grantee() != null && grant.grantee().uri() != null
                        && EVERYONE.contains(grant.grantee().uri()))),
                "");
        Known encrypted = asked(() -> known(client.getBucketEncryption(request -> request.bucket(bucket))
                .serverSideEncryptionConfiguration()
                .hasRules()), NO_ENCRYPTION);
        Known versioned = asked(() -> known(client.getBucketVersioning(request -> request.bucket(bucket))
                .status() == BucketVersioningStatus.ENABLED), "");
        return new StoreTraits(tlsOff, either(byPolicy, byGrant), encrypted, versioned);
    }

    private static Known known(boolean answer) {
        return answer ? Known.YES : Known.NO;
    }

    private static Known either(Known first, Known second) {
        return first == Known.YES || second == Known.YES
                ? Known.YES
                : first == Known.NO || second == Known.NO ? Known.NO : Known.UNKNOWN;
    }

    /** @param no the error that means no */
    private static Known asked(Supplier<Known> question, String no) {
        try {
            return question.get();
        } catch (S3Exception e) {
            return e.awsErrorDetails() != null && no.equals(e.awsErrorDetails().errorCode()) ? Known.NO : Known.UNKNOWN;
        }
    }
}
