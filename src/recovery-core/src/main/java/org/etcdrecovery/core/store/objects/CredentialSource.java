package org.etcdrecovery.core.store.objects;

import java.util.Optional;
import org.etcdrecovery.core.store.objects.StoreAddress.Bucket;
import software.amazon.awssdk.profiles.Profile;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.profiles.ProfileFileSystemSetting;

/**
 * Where the credentials for a store come from, for the operator to recognise. It holds none of them.
 *
 * @param kind    the kind of place
 * @param profile the name of the profile, if it is one; otherwise empty
 */
public record CredentialSource(Kind kind, String profile) {
    /** The places, in the order in which they are looked at. */
    public enum Kind {
        /** None are needed. */
        NONE,
        /** The operator typed them. */
        TYPED,
        /** Variables of the environment. */
        ENVIRONMENT,
        /** A token of a service account, exchanged for temporary ones. */
        WEB_IDENTITY,
        /** A profile in the files of the AWS tools. */
        PROFILE,
        /** The container that this program runs in. */
        CONTAINER,
        /** The host, which has a role. */
        HOST
    }

    /**
     * The first place that has any, as the SDK looks for them. Reads the files of the AWS tools, and asks nobody.
     *
     * @param typed whether the operator typed them
     */
    public static CredentialSource of(StoreAddress address, boolean typed, StoreEnvironment environment) {
        if (!(address instanceof Bucket)) {
            return of(Kind.NONE);
        }
        if (typed) {
            return of(Kind.TYPED);
        }
        if (environment.credentials().isPresent()) {
            return of(Kind.ENVIRONMENT);
        }
        if (environment.text("AWS_WEB_IDENTITY_TOKEN_FILE").isPresent()) {
            return of(Kind.WEB_IDENTITY);
        }
        Optional<String> profile = usableProfile();
        if (profile.isPresent()) {
            return new CredentialSource(Kind.PROFILE, profile.get());
        }
        return of(environment.text("AWS_CONTAINER_CREDENTIALS_RELATIVE_URI")
                .or(() -> environment.text("AWS_CONTAINER_CREDENTIALS_FULL_URI"))
                .isPresent() ? Kind.CONTAINER : Kind.HOST);
    }

    private static CredentialSource of(Kind kind) {
        return new CredentialSource(kind, "");
    }

    /** The profile that the SDK takes, if it has something to log in with. */
    private static Optional<String> usableProfile() {
        String name = ProfileFileSystemSetting.AWS_PROFILE.getStringValueOrThrow();
        return ProfileFile.defaultProfileFile()
                .profile(name)
                .map(Profile::properties)
                .filter(properties -> properties.keySet()
                        .stream()
                        .anyMatch(key -> key.equals("aws_access_key_id") || key.equals("role_arn")
                                || key.equals("credential_process") || key.startsWith("sso_")))
                .map(_ -> name);
    }
}
