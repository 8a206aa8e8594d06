package org.etcdrecovery.core.store.objects;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.etcdrecovery.core.store.objects.CredentialSource.Kind;
import org.etcdrecovery.core.store.objects.StoreAddress.Bucket;
import org.etcdrecovery.core.store.objects.StoreAddress.Folder;
import org.etcdrecovery.core.store.objects.StoreEnvironment.NamedEndpoint;
import org.junit.jupiter.api.Test;

/** Where credentials come from, and what else the environment says. */
class CredentialSourceTest {
    private static final Bucket BUCKET = new Bucket("etcd-backups", "");
    private static final Map<String, String> KEYS = Map.of("AWS_ACCESS_KEY_ID", "id", "AWS_SECRET_ACCESS_KEY", "secret",
            "AWS_WEB_IDENTITY_TOKEN_FILE", "/token");

    private static Kind kind(StoreAddress address, boolean typed, Map<String, String> variables) {
        return CredentialSource.of(address, typed, new StoreEnvironment(variables)).kind();
    }

    @Test
    void namesTheFirstPlaceThatHasAny() {
        assertThat(kind(new Folder(Path.of("/backups")), true, KEYS)).isEqualTo(Kind.NONE);
        assertThat(kind(BUCKET, true, KEYS)).isEqualTo(Kind.TYPED);
        assertThat(kind(BUCKET, false, KEYS)).isEqualTo(Kind.ENVIRONMENT);
        assertThat(kind(BUCKET, false, Map.of("AWS_ACCESS_KEY_ID", "id", "AWS_WEB_IDENTITY_TOKEN_FILE", "/token")))
                .as("an access key without its secret is no login")
                .isEqualTo(Kind.WEB_IDENTITY);
    }

    @Test
    void readsTheVariablesOfTheSdk() {
        StoreEnvironment environment = new StoreEnvironment(Map.of("AWS_ENDPOINT_URL", "https://general",
                "AWS_ENDPOINT_URL_S3", "https://of-s3", "AWS_CA_BUNDLE", "", "AWS_ACCESS_KEY_ID", "id",
                "AWS_SECRET_ACCESS_KEY", "secret", "AWS_SESSION_TOKEN", "token"));

        assertThat(environment.endpoint()).contains(new NamedEndpoint("AWS_ENDPOINT_URL_S3", "https://of-s3"));
        assertThat(environment.caFile()).as("an empty variable says nothing").isEmpty();
        assertThat(environment.credentials().orElseThrow().sessionToken()).contains("token");
        assertThat(environment.credentials()).asString().doesNotContain("secret");
        assertThat(new StoreEnvironment(Map.of("AWS_ENDPOINT_URL_S3", "")).endpoint()).isEmpty();
    }
}
