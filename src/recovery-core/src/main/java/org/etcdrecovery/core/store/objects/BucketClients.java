package org.etcdrecovery.core.store.objects;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.TrustManager;
import org.etcdrecovery.core.store.objects.StoreException.Reason;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.defaultsmode.DefaultsMode;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.retry.RetryMode;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.providers.AwsProfileRegionProvider;
import software.amazon.awssdk.regions.providers.AwsRegionProviderChain;
import software.amazon.awssdk.regions.providers.SystemSettingsRegionProvider;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;

/** Makes the SDK's client as stores of all makers understand it. */
final class BucketClients {
    private static final Duration CONNECT = Duration.ofSeconds(10);

    private BucketClients() {}

    static S3Client of(StoreSettings settings) throws StoreException {
        try {
            S3ClientBuilder builder = S3Client.builder()
                    .region(Region.of(settings.region().orElseGet(BucketClients::region)))
                    .forcePathStyle(settings.endpoint().isPresent() && !settings.virtualHost())
                    .defaultsMode(DefaultsMode.STANDARD)
                    // Stores other than AWS do not know the checksums that newer SDKs add.
                    .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                    .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
                    // With it, the client of the JDK waits for servers that do not answer it.
                    .serviceConfiguration(service -> service.expectContinueEnabled(false))
                    .overrideConfiguration(
                            override -> override.retryStrategy(RetryMode.STANDARD))
                    .httpClientBuilder(http(settings));
            settings.endpoint().ifPresent(builder::endpointOverride);
            settings.credentials()
                    .ifPresent(typed -> builder.credentialsProvider(StaticCredentialsProvider.create(sdk(typed))));
            return builder.build();
        } catch (SdkException | IllegalArgumentException e) {
            throw new StoreException(Reason.SETTINGS, "the settings of the store cannot be used: " + e.getMessage(), e);
        }
    }

    private static UrlConnectionHttpClient.Builder http(StoreSettings settings) throws StoreException {
        UrlConnectionHttpClient.Builder http = UrlConnectionHttpClient.builder()
                .connectionTimeout(CONNECT)
                .socketTimeout(settings.stall());
        Optional<Path> ca = settings.caFile();
        if (ca.isPresent()) {
            TrustManager[] trusted = TrustedCertificates.of(ca.get());
            http.tlsTrustManagersProvider(() -> trusted);
        }
        return http;
    }

    private static AwsCredentials sdk(StoreCredentials typed) {
        return typed.sessionToken().isPresent()
                ? AwsSessionCredentials.create(typed.accessKey(), typed.secretKey(), typed.sessionToken().get())
                : AwsBasicCredentials.create(typed.accessKey(), typed.secretKey());
    }

    /** Does not ask the host's metadata service, as the SDK would: where there is none, that takes seconds. */
    private static String region() {
        try {
            return new AwsRegionProviderChain(new SystemSettingsRegionProvider(),
                    new AwsProfileRegionProvider(ProfileFile::defaultProfileFile, null)).getRegion().id();
        } catch (SdkException e) {
            return Region.US_EAST_1.id();
        }
    }
}
