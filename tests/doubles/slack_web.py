"""The methods of the Web API, each as strict as Slack's own about what it is given."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from tests.doubles.slack_rules import SlackError, check_blocks, check_view, escaped, live, need
from tests.doubles.slack_world import Channel, Post, Upload, View

if TYPE_CHECKING:
    from tests.doubles.slack import SlackDouble

Params = dict[str, Any]
EDITABLE = 4_000
SHOWN = 40_000


class WebApi:
    """Answers calls against the world of one double."""

    def __init__(self, double: SlackDouble) -> None:
        self.double = double

    def _channel(self, params: Params) -> Channel:
        name = params["channel"]
        world = self.double.world
        if name in world.people:
            return self._talk(name)
        need(name in world.channels, name, "channel_not_found")
        channel = world.channels[name]
        need(channel.private or self.double.bot in channel.members, name, "not_in_channel")
        return channel

    def _talk(self, user: str) -> Channel:
        world = self.double.world
        need(user in world.people, user, "user_not_found")
        need(not world.people[user].gone, user, "user_disabled")
        return world.talk(user)

    def _post(self, channel: Channel, stamp: str) -> Post:
        found = [post for post in channel.posts if post.ts == stamp]
        need(bool(found), stamp, "message_not_found")
        return found[0]

    def _checked(self, params: Params) -> Params:
        need(bool(params.get("text") or params.get("blocks")), "nothing to show", "no_text")
        check_blocks(params.get("blocks") or [])
        metadata = params.get("metadata")
        if metadata:
            need(
                set(metadata) <= {"event_type", "event_payload"}, "keys", "invalid_metadata_format"
            )
            right = isinstance(metadata.get("event_payload"), dict) and metadata.get("event_type")
            need(bool(right), "metadata", "invalid_metadata_format")
        self.double.pings += live(params)
        kept = ("text", "blocks", "metadata")
        return {name: params[name] for name in kept if params.get(name) is not None}

    def auth_test(self, _: Params) -> Params:
        double = self.double
        return {"url": double.url, "team": "Field", "user": "rapport", "team_id": double.team} | {
            "user_id": double.bot,
            "bot_id": double.bot_id,
        }

    def apps_connections_open(self, _: Params) -> Params:
        need(self.double.sockets.enabled, "turned off", "not_allowed")
        return {"url": self.double.sockets.ticket()}

    def chat_post_message(self, params: Params) -> Params:
        channel = self._channel(params)
        told = self._checked(params)
        told["text"] = told.get("text", "")[:SHOWN]
        if params.get("unfurl_links", True) and re.search(r"https?://", params.get("text") or ""):
            self.double.unfurled.append(params["text"])
        post = Post(self.double.stamp(), self.double.bot, **told)
        channel.posts.append(post)
        return {"channel": channel.id, "ts": post.ts, "message": post.told()}

    def chat_update(self, params: Params) -> Params:
        channel = self._channel(params)
        need(not params["channel"].startswith("U"), "a DM needs its id", "channel_not_found")
        post = self._post(channel, params["ts"])
        need(post.user == self.double.bot, "not ours", "cant_update_message")
        need(not self.double.edits_closed, "closed", "edit_window_closed")
        need(len(params.get("text") or "") <= EDITABLE, "text", "msg_too_long")
        told = self._checked(params)
        post.text, post.blocks = told.get("text", ""), told.get("blocks", [])
        post.metadata = told.get("metadata", post.metadata)
        post.changes += 1
        return {"channel": channel.id, "ts": post.ts, "text": post.text}

    def chat_delete(self, params: Params) -> Params:
        channel = self._channel(params)
        post = self._post(channel, params["ts"])
        ours = post.user == self.double.bot and not self.double.keeps_all
        need(ours, "not ours, or kept", "cant_delete_message")
        channel.posts.remove(post)
        return {"channel": channel.id, "ts": params["ts"]}

    def chat_post_ephemeral(self, params: Params) -> Params:
        channel = self._channel(params)
        need(params["user"] in channel.members, "user", "user_not_in_channel")
        told = self._checked(params)
        self.double.world.people[params["user"]].ephemerals.append(told.get("text", ""))
        return {"message_ts": self.double.stamp()}

    def conversations_open(self, params: Params) -> Params:
        users = params["users"].split(",")
        need(len(users) == 1, "one person", "not_supported")
        return {"channel": {"id": self._talk(users[0]).id}}

    def conversations_history(self, params: Params) -> Params:
        channel = self._channel(params)
        limit, start = int(params.get("limit") or 100), int(params.get("cursor") or 0)
        need(limit <= 999, "limit", "invalid_limit")
        told = [post.told(metadata=_true(params, "include_all_metadata")) for post in channel.posts]
        newest = told[::-1]
        more = start + limit < len(newest)
        cursor = {"next_cursor": str(start + limit) if more else ""}
        page = newest[start : start + limit]
        return {"messages": page, "has_more": more, "response_metadata": cursor}

    def views_open(self, params: Params) -> Params:
        user = self.double.world.use(params["trigger_id"], time.monotonic())
        check_view(params["view"])
        need(params["view"]["type"] == "modal", "only modals open", "invalid_arguments")
        person = self.double.world.people[user]
        need(len(person.modals) < 3, "three at most", "push_limit_reached")
        view = View(self.double.name("V"), self.double.name("h"), params["view"])
        person.modals.append(view)
        return {"view": view.told()}

    def views_update(self, params: Params) -> Params:
        check_view(params["view"])
        for person in self.double.world.people.values():
            for view in person.modals:
                if view.id == params.get("view_id"):
                    need(params.get("hash", view.hash) == view.hash, "hash", "hash_conflict")
                    view.shown, view.hash = params["view"], self.double.name("h")
                    return {"view": view.told()}
        raise SlackError("not_found")

    def views_publish(self, params: Params) -> Params:
        check_view(params["view"])
        need(params["view"]["type"] == "home", "only a home is published", "invalid_arguments")
        need(params["user_id"] in self.double.world.people, "user", "user_not_found")
        person = self.double.world.people[params["user_id"]]
        person.home = View(self.double.name("V"), self.double.name("h"), params["view"])
        return {"view": person.home.told()}

    def users_info(self, params: Params) -> Params:
        need(params["user"] in self.double.world.people, "user", "user_not_found")
        person = self.double.world.people[params["user"]]
        profile = {"real_name": person.name, "display_name": ""}
        user = {"id": person.id, "team_id": self.double.team, "name": person.id.lower()}
        locale = {"locale": person.locale} if _true(params, "include_locale") else {}
        return {"user": user | locale | {"profile": profile, "real_name": person.name}}

    def files_info(self, params: Params) -> Params:
        need(params["file"] in self.double.world.files, "file", "file_not_found")
        return {"file": self.double.world.files[params["file"]].told(self.double.root)}

    def files_get_upload_url(self, params: Params) -> Params:
        need(bool(params.get("filename")), "filename", "invalid_arguments")
        need(int(params.get("length") or 0) > 0, "length", "invalid_arguments")
        need(len(params.get("alt_txt") or "") <= 1000, "alt_txt", "alt_txt_too_large")
        upload = Upload(self.double.name("F"), params["filename"], int(params["length"]))
        self.double.world.uploads[upload.id] = upload
        return {"upload_url": f"{self.double.root}/upload/{upload.id}", "file_id": upload.id}

    def files_complete_upload(self, params: Params) -> Params:
        channel = self._channel({"channel": params["channel_id"]})
        for told in params["files"]:
            upload = self.double.world.uploads.get(told["id"])
            need(upload is not None and len(upload.content) == upload.length, "x", "file_not_found")
            if upload:
                text = escaped(params.get("initial_comment") or "")
                post = Post(self.double.stamp(), self.double.bot, text=text, upload=upload)
                channel.posts.append(post)
        return {"files": params["files"]}

    def reactions_add(self, params: Params) -> Params:
        post = self._post(self._channel(params), params["timestamp"])
        need(params["name"] not in post.reactions, "twice", "already_reacted")
        post.reactions.append(params["name"])
        return {}

    def set_suggested_prompts(self, params: Params) -> Params:
        channel = self._channel({"channel": params["channel_id"]})
        need(0 < len(params["prompts"]) <= 4, "prompts", "invalid_arguments")
        for prompt in params["prompts"]:
            need(set(prompt) == {"title", "message"}, "prompt", "invalid_arguments")
        for user in channel.members & set(self.double.world.people):
            self.double.world.people[user].prompts = params["prompts"]
        return {}


Method = Callable[[WebApi, Params], Params]
METHODS: dict[str, tuple[Method, str]] = {
    "auth.test": (WebApi.auth_test, ""),
    "apps.connections.open": (WebApi.apps_connections_open, "connections:write"),
    "chat.postMessage": (WebApi.chat_post_message, "chat:write"),
    "chat.update": (WebApi.chat_update, "chat:write"),
    "chat.delete": (WebApi.chat_delete, "chat:write"),
    "chat.postEphemeral": (WebApi.chat_post_ephemeral, "chat:write"),
    "conversations.open": (WebApi.conversations_open, "im:write"),
    "conversations.history": (WebApi.conversations_history, "im:history"),
    "views.open": (WebApi.views_open, ""),
    "views.update": (WebApi.views_update, ""),
    "views.publish": (WebApi.views_publish, ""),
    "users.info": (WebApi.users_info, "users:read"),
    "files.info": (WebApi.files_info, "files:read"),
    "files.getUploadURLExternal": (WebApi.files_get_upload_url, "files:write"),
    "files.completeUploadExternal": (WebApi.files_complete_upload, "files:write"),
    "reactions.add": (WebApi.reactions_add, "reactions:write"),
    "assistant.threads.setSuggestedPrompts": (WebApi.set_suggested_prompts, "assistant:write"),
}
"""Every method there is here, and the scope it needs."""


def _true(params: Params, name: str) -> bool:
    return params.get(name) in (True, "1", "true", "True", 1)


def decoded(params: Params) -> Params:
    """Structures that came as JSON inside a form, as structures."""
    for name in ("blocks", "view", "metadata", "files", "prompts"):
        if isinstance(params.get(name), str):
            params[name] = json.loads(params[name])
    return params
