package org.etcdrecovery.core.contents.kubernetes;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnknownFieldSet;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.etcdrecovery.core.contents.kubernetes.KubernetesObject.Detail;
import org.etcdrecovery.core.contents.kubernetes.KubernetesValue.Unreadable;
import org.etcdrecovery.core.testing.LongRun;
import org.junit.jupiter.api.Test;

/** Whatever a value holds, it is decoded or said to be unreadable, within bounds. */
class HostileValuesTest {
    @Test
    void aValueThatIsCutOffAnywhereIsReadOrRefused() throws IOException {
        byte[] pod = SampleObjects.bytes("/registry/pods/data/p0").getFirst();
        int unreadable = 0;
        for (int length = 0; length < pod.length; length++) {
            Optional<KubernetesValue> read = show(Arrays.copyOf(pod, length));
            unreadable += read.filter(Unreadable.class::isInstance).isPresent() ? 1 : 0;
        }
        // All but the four bytes before the magic number is whole, and the ends between the envelope's fields.
        assertThat(unreadable).isBetween(pod.length - 15, pod.length - 4);
    }

    @Test
    void changedValuesAreReadOrRefused() throws IOException {
        List<byte[]> values = SampleObjects.bytes("/registry/");
        Random random = new Random(16);
        for (int i = 0; i < LongRun.times(2000, 200_000); i++) {
            byte[] changed = values.get(random.nextInt(values.size())).clone();
            for (int change = random.nextInt(4); change >= 0; change--) {
                changed[4 + random.nextInt(changed.length - 4)] = (byte) random.nextInt();
            }
            show(changed);
        }
    }

    @Test
    void messagesInMessagesWithoutEndAreRefused() {
        assertRefused(schema(nested(4000)), "nested");
        assertRefused(value("example.org/v1", "Unknown", field(2, nested(4000))), "nested");
        byte[] json = ("{\"apiVersion\":\"v1\",\"kind\":\"X\",\"metadata\":{},\"a\":" + "[".repeat(5000)
                + "]".repeat(5000) + "}")
                .getBytes(UTF_8);
        assertThat(KubernetesValue.read(json, 1)).isEmpty();
    }

    @Test
    void aFewBytesDoNotBecomeMillionsOfValues() {
        UnknownFieldSet.Field.Builder containers = UnknownFieldSet.Field.newBuilder();
        for (int i = 0; i < 300_000; i++) {
            containers.addLengthDelimited(ByteString.EMPTY);
        }
        ByteString spec = UnknownFieldSet.newBuilder().addField(2, containers.build()).build().toByteString();
        assertRefused(value("v1", "Pod", field(2, spec)), "values");
    }

    @Test
    void fieldsOfAnotherTypeAreRefused() {
        assertRefused(value("v1", "Pod", UnknownFieldSet.newBuilder()
                .addField(2, UnknownFieldSet.Field.newBuilder().addVarint(5).build())
                .build()
                .toByteString()), "another type");
    }

    @Test
    void fieldsThatAreTooNewAreCounted() {
        KubernetesObject object = (KubernetesObject) show(
                value("v1", "Pod",
                        field(2, field(999, ByteString.copyFromUtf8("x")).concat(field(998, ByteString.EMPTY)))))
                .orElseThrow();
        assertThat(object.skippedFields()).isEqualTo(2);
        assertThat(object.yaml(Detail.USUAL)).contains("kind: Pod\n", "spec:\n  containers: null\nstatus: {}\n");
    }

    private static ByteString nested(int levels) {
        ByteString message = ByteString.EMPTY;
        for (int i = 0; i < levels; i++) {
            message = field(28, message);
        }
        return message;
    }

    /** A CRD whose schema is the "not" of another, and so on. */
    private static byte[] schema(ByteString not) {
        return value("apiextensions.k8s.io/v1", "CustomResourceDefinition",
                field(2, field(7, field(4, field(1, not)))));
    }

    private static byte[] value(String apiVersion, String kind, ByteString raw) {
        ByteString typeMeta = field(1, ByteString.copyFromUtf8(apiVersion))
                .concat(field(2, ByteString.copyFromUtf8(kind)));
        return ByteString.copyFromUtf8("k8s\0").concat(field(1, typeMeta)).concat(field(2, raw)).toByteArray();
    }

    private static ByteString field(int number, ByteString bytes) {
        return UnknownFieldSet.newBuilder()
                .addField(number, UnknownFieldSet.Field.newBuilder().addLengthDelimited(bytes).build())
                .build()
                .toByteString();
    }

    private static void assertRefused(byte[] value, String why) {
        assertThat(show(value)).get()
                .isInstanceOfSatisfying(Unreadable.class, unreadable -> assertThat(unreadable.why()).contains(why));
    }

    private static Optional<KubernetesValue> show(byte[] value) {
        Optional<KubernetesValue> read = KubernetesValue.read(value, 1);
        if (read.isPresent() && read.get() instanceof KubernetesObject object) {
            assertThat(object.yaml(Detail.USUAL)).endsWith("\n");
        }
        return read;
    }
}
