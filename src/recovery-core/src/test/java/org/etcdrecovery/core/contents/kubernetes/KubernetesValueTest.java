package org.etcdrecovery.core.contents.kubernetes;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.etcdrecovery.core.contents.kubernetes.KubernetesObject.Detail;
import org.etcdrecovery.core.contents.kubernetes.KubernetesObject.Encoding;
import org.etcdrecovery.core.contents.kubernetes.KubernetesValue.Encrypted;
import org.etcdrecovery.core.contents.kubernetes.KubernetesValue.Unreadable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KubernetesValueTest {
    @Test
    void anEncryptedValueNamesItsKey() {
        assertThat(read("k8s:enc:aescbc:v1:key1:\u0000\u00ff:")).contains(new Encrypted("aescbc", "v1", "key1"));
        assertThat(read("k8s:enc:kms:v2:a\u001b[31m:x")).contains(new Encrypted("kms", "v2", "a\\x1b[31m"));
        assertThat(read("k8s:enc:" + "x".repeat(5000))).get().isInstanceOf(Unreadable.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "k8s", "plain text", "{", "{}", "[1]", "{\"apiVersion\":\"v1\",\"kind\":\"X\"}",
            "{\"apiVersion\":1,\"kind\":\"X\",\"metadata\":{}}"})
    void otherValuesAreNotOfKubernetes(String value) {
        assertThat(read(value)).isEmpty();
    }

    @Test
    void aSecretIsCoveredUntilTheOperatorAsks() throws IOException {
        KubernetesObject secret = object("/registry/secrets/data/s0");
        assertThat(secret.isSecret()).isTrue();
        assertThat(secret.yaml(Detail.USUAL)).contains("  name: s0\n", ": (hidden)\n");
        List<String> hidden = secret.json(Detail.WITH_SECRETS)
                .path("data")
                .valueStream()
                .map(one -> one.asString())
                .toList();
        assertThat(hidden).isNotEmpty();
        hidden.forEach(one -> assertThat(secret.yaml(Detail.USUAL)).doesNotContain(one));
        assertThat(secret.yaml(Detail.WITH_SECRETS)).contains(hidden).doesNotContain("hidden");
    }

    @Test
    void whatKubectlAppliedIsAsSecretAsTheSecret() {
        KubernetesObject secret = json("""
                {"apiVersion":"v1","kind":"Secret","metadata":{"annotations":{"a":"b",
                "kubectl.kubernetes.io/last-applied-configuration":"{\\"data\\":\\"S3CRET\\"}"}},
                "stringData":{"k":"S3CRET"},"data":"S3CRET"}""");
        assertThat(secret.yaml(Detail.USUAL)).contains("a: b", "data: (hidden)", "k: (hidden)")
                .doesNotContain("S3CRET");
    }

    /** kapp keeps the object as JSON, Rancher as gzip in Base64. */
    @ParameterizedTest
    @ValueSource(strings = {"{\\\"data\\\":\\\"S3CRET\\\"}", " \\n[{\\\"data\\\":\\\"S3CRET\\\"}]", "{S3CRET",
            "H4sIS3CRET"})
    void anyCopyInAnAnnotationIsAsSecretAsTheSecret(String copy) {
        KubernetesObject secret = json(
                """
                        {"apiVersion":"v1","kind":"Secret","metadata":{"annotations":{"a":"b","kapp.k14s.io/original":"COPY"}}}"""
                        .replace("COPY", copy));

        assertThat(secret.yaml(Detail.USUAL)).contains("a: b", "kapp.k14s.io/original: (hidden)")
                .doesNotContain("S3CRET");
        assertThat(secret.yaml(Detail.WITH_SECRETS)).contains("S3CRET");
    }

    @Test
    void besideAnotherVersionACoveredSecretSaysWhetherItDiffers() {
        String form = """
                {"apiVersion":"v1","kind":"Secret","metadata":{"name":"n","annotations":{
                "kubectl.kubernetes.io/last-applied-configuration":"{%1$s}"}},
                "data":{"same":"S3CRET","other":"%1$s","%1$s":"S3CRET"},"type":"Opaque"}""";

        assertThat(json(form.formatted("b")).yamlBeside(json(form.formatted("a")))).contains("same: (hidden)\n",
                "other: (hidden, differs)\n", "b: (hidden)\n",
                "last-applied-configuration: (hidden, differs)\n").doesNotContain("S3CRET");
        assertThat(json(form.formatted("a")).yamlBeside(json(form.formatted("a"))))
                .isEqualTo(json(form.formatted("a")).yaml(Detail.USUAL));
    }

    @Test
    void tokensAndKeysOfOpenShiftAreCoveredAsAWhole() {
        KubernetesObject route = json("""
                {"apiVersion":"route.openshift.io/v1","kind":"Route","metadata":{"name":"r"},
                "spec":{"tls":{"key":"S3CRET"}},"2":"S3CRET"}""");
        assertThat(route.isSecret()).isTrue();
        assertThat(route.yaml(Detail.USUAL)).contains("name: r", "tls: (hidden)").doesNotContain("S3CRET");
    }

    @Test
    void managedFieldsAreShownOnRequest() throws IOException {
        KubernetesObject pod = object("/registry/pods/data/p0");
        assertThat(pod.yaml(Detail.USUAL)).doesNotContain("managedFields");
        assertThat(pod.yaml(new Detail(false, true))).contains("  managedFields:\n", "      f:metadata:");
    }

    @Test
    void anUnknownKindHasItsMetadataAndTheNumbersOfItsFields() throws IOException {
        String deployment = new String(SampleObjects.bytes("/registry/deployments/shop/web").getFirst(), ISO_8859_1);
        byte[] renamed = deployment.replaceFirst("Deployment", "Unheard-of").getBytes(ISO_8859_1);
        KubernetesObject object = (KubernetesObject) KubernetesValue.read(renamed, 7).orElseThrow();
        assertThat(object.encoding()).isEqualTo(Encoding.UNKNOWN_PROTOBUF);
        assertThat(object.yaml(Detail.USUAL)).startsWith("\"2\":\n  \"1\": ")
                .contains("kind: Unheard-of\n", "  name: web\n  namespace: shop\n  resourceVersion: \"7\"\n");
    }

    private static KubernetesObject object(String key) throws IOException {
        return (KubernetesObject) KubernetesValue.read(SampleObjects.bytes(key).getFirst(), 1).orElseThrow();
    }

    private static KubernetesObject json(String json) {
        return (KubernetesObject) read(json).orElseThrow();
    }

    private static Optional<KubernetesValue> read(String value) {
        return KubernetesValue.read(value.getBytes(UTF_8), 1);
    }
}
