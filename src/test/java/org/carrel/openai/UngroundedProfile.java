package org.carrel.openai;

import java.util.Map;
import org.carrel.answer.ScriptedModel;

/** A scripted model that may answer without documents. */
public class UngroundedProfile extends ScriptedModel.Profile {

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of("carrel.chat.ungrounded", "true");
    }
}
