package org.etcdrecovery.core.store.objects;

import java.io.IOException;
import java.util.concurrent.CancellationException;
import org.etcdrecovery.core.finding.Advised;
import org.etcdrecovery.core.store.objects.StoreException.Reason;
import org.etcdrecovery.core.text.Shown;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * What the answers of an S3-compatible store mean to an operator. Source: the list of error responses in the API reference
 * of Amazon S3, and what compatible stores answer instead.
 */
final class BucketErrors {
    private BucketErrors() {}

    /**
     * Explains a failure of the SDK.
     *
     * @param subject what was asked for
     * @throws RuntimeException the failure itself if it is not the store's
     */
    static IOException explained(String subject, StoreSettings settings, RuntimeException failure) {
        if (failure instanceof CancellationException || !(failure instanceof SdkException)) {
            throw failure;
        }
        if (failure instanceof S3Exception answer) {
            return answered(subject, settings, answer);
        }
        StoreException connection = ConnectionFailures.explained(subject, failure);
        if (connection != null) {
            return connection;
        }
        String message = String.valueOf(failure.getMessage());
        if (message.contains("load credentials")) {
            return new StoreException(Reason.NO_CREDENTIALS, subject
                    + ": no credentials were found; " + Advised.STORE_CREDENTIALS,
                    failure);
        }
        return new StoreException(Reason.OTHER, subject + ": the request failed: " + Shown.message(message), failure);
    }

    private static StoreException answered(String subject, StoreSettings settings, S3Exception answer) {
        @Nullable
        AwsErrorDetails details = answer.awsErrorDetails();
        String code = details == null || details.errorCode() == null ? "" : details.errorCode();
        String said = "HTTP " + answer.statusCode() + (code.isEmpty() ? "" : ", " + Shown.name(code));
        return switch (code) {
            case "InvalidAccessKeyId", "XAdminUserNotFound" -> error(Reason.UNKNOWN_KEY, subject,
                    "the store does not know the access key; check which credentials are used", said, answer);
            case "SignatureDoesNotMatch" -> error(Reason.WRONG_SECRET, subject,
                    "the secret key does not belong to the access key; check both", said, answer);
            case "RequestTimeTooSkewed" -> error(Reason.CLOCK, subject,
                    "the clock of this machine differs too much from that of the store; set it right", said, answer);
            case "ExpiredToken", "TokenRefreshRequired", "InvalidToken" -> error(Reason.EXPIRED, subject,
                    "the temporary credentials have expired; get new ones", said, answer);
            case "AuthorizationHeaderMalformed", "PermanentRedirect", "IllegalLocationConstraintException",
                    "InvalidRegion" ->
                error(Reason.REGION, subject, "the bucket is in another region; " + Advised.STORE_REGION, said,
                        answer);
            case "NoSuchBucket" -> error(Reason.NOT_FOUND, subject, "there is no such bucket", said, answer);
            case "NoSuchKey", "NotFound" -> error(Reason.NOT_FOUND, subject, "there is no such object", said, answer);
            case "PreconditionFailed" -> error(Reason.EXISTS, subject,
                    "it exists already, and is left as it is; choose another name", said, answer);
            case "NotImplemented", "MethodNotAllowed" -> error(Reason.UNSUPPORTED, subject,
                    "the store does not offer this", said, answer);
            default -> byStatus(subject, settings, said, answer);
        };
    }

    private static StoreException byStatus(String subject, StoreSettings settings, String said, S3Exception answer) {
        return switch (answer.statusCode()) {
            case 301, 307 -> error(Reason.REGION, subject,
                    "the bucket is in another region; " + Advised.STORE_REGION, said, answer);
            case 400 -> error(Reason.OTHER, subject, "the store does not understand the request"
                    + (settings.endpoint().isEmpty() ? "" : "; check the endpoint and the region"), said, answer);
            case 401, 403 -> error(Reason.DENIED, subject, "these credentials may not do this", said, answer);
            case 404 -> error(Reason.NOT_FOUND, subject, "there is no such object", said, answer);
            case 409, 412 -> error(Reason.EXISTS, subject,
                    "it exists already, and is left as it is; choose another name", said, answer);
            case 416 -> error(Reason.CHANGED, subject, "the object changed while it was read; try again", said, answer);
            case 429, 500, 502, 503, 504 -> error(Reason.UNAVAILABLE, subject,
                    "the store cannot serve this now; try again later", said, answer);
            case 501 -> error(Reason.UNSUPPORTED, subject, "the store does not offer this", said, answer);
            default -> error(Reason.OTHER, subject, "the store refuses the request", said, answer);
        };
    }

    private static StoreException error(Reason reason, String subject, String what, String said, Exception cause) {
        return new StoreException(reason, subject + ": " + what + " (" + said + ")", cause);
    }
}
