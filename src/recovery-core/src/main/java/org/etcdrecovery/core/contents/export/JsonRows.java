package org.etcdrecovery.core.contents.export;

import java.io.IOException;
import java.util.Base64;
import java.util.Optional;
import org.etcdrecovery.core.contents.StoredValue;
import org.etcdrecovery.core.contents.kubernetes.KubernetesObject;
import org.etcdrecovery.core.contents.kubernetes.KubernetesObject.Detail;
import org.etcdrecovery.core.contents.kubernetes.KubernetesValue;
import org.etcdrecovery.core.text.JsonStream;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** One JSON document. Of a secret, what is not secret. */
final class JsonRows implements RowWriter {
    private final ExportContext context;
    private final JsonStream stream = new JsonStream("keys");

    JsonRows(ExportContext context) {
        this.context = context;
    }

    @Override
    public void begin(Output out) {
        // The document begins with the first row or the end.
    }

    @Override
    public Optional<String> row(StoredValue stored, Optional<KubernetesValue> value, boolean secret, Output out)
            throws IOException {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        Texts.utf8(stored.key().key()).ifPresent(key -> json.put("key", key));
        json.put("keyBase64", base64(stored.key().key()));
        json.put("createRevision", stored.key().createRevision());
        json.put("modRevision", stored.key().modRevision());
        json.put("version", stored.key().version());
        if (!stored.key().lease().isNone()) {
            json.put("lease", stored.key().lease().toString());
        }
        json.put("valueSize", stored.key().valueSize());
        if (secret) {
            json.put("secret", true);
        } else {
            Texts.utf8(stored.head()).ifPresent(text -> json.put("value", text));
            json.put("valueBase64", base64(stored.head()));
        }
        value.filter(KubernetesObject.class::isInstance)
                .ifPresent(object -> json.set("object",
                        ((KubernetesObject) object).json(new Detail(context.secrets(), false))));
        out.write(stream.item(json));
        return Optional.empty();
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    @Override
    public void end(Output out) throws IOException {
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("source", context.source());
        if (context.revision() > 0) {
            json.put("revision", context.revision());
        }
        out.write(stream.end(json));
    }
}
