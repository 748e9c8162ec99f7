-- Rules of a team's database for the entries of its logs. They bind reps and managers; the owner moves workspaces in.
-- Statements are split by lines of two semicolons; words that begin with a colon are filled in by `team_rules.py`.

-- `prospector.store.chain.entry_hash` in the database's own words.
CREATE OR REPLACE FUNCTION public.prospector_fed(part text) RETURNS bytea
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog AS $$
SELECT convert_to(octet_length(convert_to(part, 'UTF8')) || ':' || part, 'UTF8') $$

;;

CREATE OR REPLACE FUNCTION public.prospector_hash(tbl text, image jsonb) RETURNS text
LANGUAGE sql STABLE SET search_path = pg_catalog AS $$
SELECT encode(sha256(
    public.prospector_fed(:format) || public.prospector_fed(tbl)
    || string_agg(public.prospector_fed(one.name) || public.prospector_fed(one.said), ''::bytea ORDER BY one.name)
), 'hex')
FROM (
    SELECT key COLLATE "C" AS name, CASE value::text WHEN 'true' THEN '1' WHEN 'false' THEN '0' ELSE value::text END AS said
    FROM jsonb_each(image) WHERE key <> 'hash' AND value <> 'null'::jsonb
) one $$

;;

-- An account with all that was merged into it or with it.
CREATE OR REPLACE FUNCTION public.prospector_parts(asked text) RETURNS SETOF text
LANGUAGE sql STABLE SET search_path = pg_catalog, public, pg_temp AS $$
WITH RECURSIVE up (id, above) AS (
    SELECT id, merged_into FROM public.account WHERE id = asked
    UNION ALL SELECT a.id, a.merged_into FROM public.account a JOIN up ON a.id = up.above
), part (id) AS (
    SELECT id FROM up WHERE above IS NULL
    UNION ALL SELECT a.id FROM public.account a JOIN part ON a.merged_into = part.id
) SELECT id FROM part $$

;;

-- Nobody on the never-contact ledger is touched, whatever program writes.
CREATE OR REPLACE FUNCTION public.prospector_reachable(fresh public.touch) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    IF fresh.root <> fresh.id OR fresh.state <> 'stands' THEN RETURN; END IF;
    IF EXISTS (
        SELECT 1 FROM public.suppression s WHERE s.state = 'stands' AND s.kind IN ('company', 'domain')
        AND NOT EXISTS (SELECT 1 FROM public.suppression u WHERE u.root = s.root AND u.chain = s.chain AND u.seq > s.seq)
        AND (s.account_id IN (SELECT public.prospector_parts(fresh.account_id)) OR (s.kind = 'domain' AND s.digest IN (
            SELECT encode(sha256(convert_to(s.salt || E'\ndomain\n' || held.domain, 'UTF8')), 'hex') FROM (
                SELECT domain FROM public.account WHERE id IN (SELECT public.prospector_parts(fresh.account_id))
                UNION SELECT domain FROM public.account_domain WHERE account_id IN (SELECT public.prospector_parts(fresh.account_id))
            ) held WHERE held.domain IS NOT NULL)))
    ) THEN
        RAISE EXCEPTION 'touching is refused: the never-contact ledger has this company, see `prospect never list`'
            USING ERRCODE = 'PR001';
    END IF;
END $$

;;

-- Each entry of a log goes on from the last one of its chain, and says who wrote it when.
CREATE OR REPLACE FUNCTION public.prospector_entry() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    who text; told text; last_seq bigint; last_hash text; expected text; moment timestamptz;
BEGIN
    SELECT kind INTO who FROM public.team_role WHERE name = session_user AND kind IN ('rep', 'manager');
    IF who IS NULL THEN RETURN NEW; END IF;
    PERFORM pg_advisory_xact_lock(:writers);
    IF NEW.chain <> session_user AND NOT (TG_TABLE_NAME = 'suppression' AND who = 'manager' AND NEW.state = 'withdrawn') THEN
        RAISE EXCEPTION 'this is written by % alone: nobody writes in the name of somebody else', NEW.chain
            USING ERRCODE = 'PR001';
    END IF;
    EXECUTE format('SELECT seq, hash FROM public.%I WHERE chain = $1 ORDER BY seq DESC LIMIT 1', TG_TABLE_NAME)
        INTO last_seq, last_hash USING NEW.chain;
    IF NEW.seq <> COALESCE(last_seq, 0) + 1 OR NEW.prev <> COALESCE(last_hash, '') THEN
        RAISE EXCEPTION 'this entry does not follow the last one of %: try again', NEW.chain USING ERRCODE = 'PR001';
    END IF;
    IF NEW.hash <> public.prospector_hash(TG_TABLE_NAME, to_jsonb(NEW)) THEN
        RAISE EXCEPTION 'this entry does not fit its hash: it was not written by Prospector' USING ERRCODE = 'PR001';
    END IF;
    IF TG_TABLE_NAME = 'action' THEN
        told := NEW.at;
        IF NEW.number <> (SELECT COALESCE(max(number), 0) + 1 FROM public.action)
           OR NEW.changes <> (SELECT count(*) FROM public.change WHERE action_id = NEW.id)
           OR NOT (NEW.actor = session_user OR NEW."by" = 'machine') THEN
            RAISE EXCEPTION 'this action is not what it says' USING ERRCODE = 'PR001';
        END IF;
    ELSIF TG_TABLE_NAME = 'suppression' THEN
        told := NEW.added_at;
        IF NEW.added_by <> session_user OR (NEW.state <> 'stands' AND who <> 'manager') THEN
            RAISE EXCEPTION 'only a manager may allow contact again' USING ERRCODE = 'PR001';
        END IF;
    ELSE
        told := NEW.recorded_at;
        IF NEW.at::timestamptz > now() + :slack THEN
            RAISE EXCEPTION 'a touch can''t lie in the future: give the moment it happened' USING ERRCODE = 'PR001';
        END IF;
        PERFORM public.prospector_reachable(NEW);
    END IF;
    moment := told::timestamptz;
    -- A correction that undo takes back is written with the moment it was recorded first.
    IF (TG_TABLE_NAME <> 'touch' OR NEW.root = NEW.id)
       AND moment NOT BETWEEN clock_timestamp() - :slack AND clock_timestamp() + :slack THEN
        RAISE EXCEPTION 'the clock of this computer (% UTC) is not the server''s (% UTC): set it right and try again',
            to_char(moment AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI'), to_char(now() AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI')
            USING ERRCODE = 'PR001';
    END IF;
    RETURN NEW;
END $$

;;

-- Looked at when the act is whole: the reason for going over the ceiling is written after the touch.
CREATE OR REPLACE FUNCTION public.prospector_ceiling() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    days int; most int; tried bigint;
BEGIN
    IF NEW.root <> NEW.id OR NEW.outcome = 'replied'
       OR NOT EXISTS (SELECT 1 FROM public.team_role WHERE name = session_user AND kind IN ('rep', 'manager'))
       OR EXISTS (SELECT 1 FROM public.rule_override o WHERE o.touch_root = NEW.root AND o.rule = 'ceiling') THEN
        RETURN NULL;
    END IF;
    SELECT ceiling_days, ceiling_attempts INTO days, most FROM public.plan LIMIT 1;
    days := COALESCE(days, 90);
    most := GREATEST(COALESCE(most, 12), (SELECT max(ceiling_attempts) FROM public.segment));
    SELECT count(*) INTO tried FROM public.touch t
    WHERE t.account_id IN (SELECT public.prospector_parts(NEW.account_id)) AND t.state = 'stands' AND t.outcome <> 'replied'
      AND NOT EXISTS (SELECT 1 FROM public.touch u WHERE u.root = t.root AND u.chain = t.chain AND u.seq > t.seq)
      AND t.at <= NEW.at AND t.at > to_char((NEW.at::timestamptz - make_interval(days => days - 1)) AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS');
    IF tried > most THEN
        RAISE EXCEPTION 'the ceiling is reached: % attempts in % days are allowed across the team; give a reason to do it all the same',
            most, days USING ERRCODE = 'PR001';
    END IF;
    RETURN NULL;
END $$

;;

-- What an action wrote is complete with the action.
CREATE OR REPLACE FUNCTION public.prospector_journal() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM fresh JOIN public.action a ON a.id = fresh.action_id)
       AND EXISTS (SELECT 1 FROM public.team_role WHERE name = session_user AND kind IN ('rep', 'manager')) THEN
        RAISE EXCEPTION 'an action that is finished takes nothing more into its journal' USING ERRCODE = 'PR001';
    END IF;
    RETURN NULL;
END $$

;;

CREATE SCHEMA IF NOT EXISTS seen
